using Microsoft.Extensions.Localization;
using OrderDesk.Core.Intake;

namespace OrderDesk.Web.Parts;

/// <summary>What a sales channel is called here.</summary>
public static class ChannelLooks
{
    /// <summary>The name of a channel: those a company made keep theirs, the one OrderDesk opens by itself has a word in every language until somebody names it.</summary>
    public static string Channel(this IStringLocalizer<StateWords> states, string name) => name == EnterOrder.ChannelCode ? states["channel.manual"].Value : name;
}
