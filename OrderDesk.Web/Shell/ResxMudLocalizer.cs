using Microsoft.Extensions.Localization;
using MudBlazor;

namespace OrderDesk.Web.Shell;

/// <summary>MudBlazor's own texts in Chinese; it ships English only and keeps that where we have nothing.</summary>
internal sealed class ResxMudLocalizer(IStringLocalizer<Mud> words) : MudLocalizer
{
    public override LocalizedString this[string key] => words[key];

    public override LocalizedString this[string key, params object[] arguments] => words[key, arguments];
}

/// <summary>Anchor for Mud.zh-Hans.resx and Mud.zh-Hant.resx.</summary>
internal sealed class Mud;
