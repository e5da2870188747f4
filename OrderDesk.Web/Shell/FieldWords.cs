using Microsoft.Extensions.Localization;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Shell;

/// <summary>The words of one wrong field of something that was sent.</summary>
public static class FieldWords
{
    /// <summary>The field, or the row of a file, and what is wrong with it.</summary>
    public static string Of(FieldError wrong, IStringLocalizer<Messages> codes) =>
        wrong.Field.Length == 0 ? codes[wrong.Code, wrong.Args].Value
        : codes[wrong.Field.All(char.IsAsciiDigit) ? "intake.at-row" : "intake.at-field", wrong.Field, codes[wrong.Code, wrong.Args].Value].Value;
}
