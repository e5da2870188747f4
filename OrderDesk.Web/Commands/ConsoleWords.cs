using Microsoft.Extensions.Localization;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Commands;

/// <summary>Anchor for CommandWords.resx: what the command line says by itself.</summary>
public sealed class CommandWords;

/// <summary>What the console says of a refusal.</summary>
internal sealed class ConsoleWords(IStringLocalizer<CommandWords> own, IStringLocalizer<Messages> shared)
{
    /// <summary>The words of a refusal with its wrong fields; the code itself where nobody has words for it.</summary>
    public string Of(Error error) => string.Join(Environment.NewLine, [Of(error.Code, error.Args), .. error.Fields.Select(field => $"  {field.Field}: {Of(field.Code, field.Args)}")]);

    private string Of(string code, object[] args) => own[code, args] is { ResourceNotFound: false } said ? said.Value : shared[code, args].Value;
}
