using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace OrderDesk.Core.Intake.Files;

/// <summary>CSV in which nothing can act as a formula in a spreadsheet; plain numbers stay as they are.</summary>
internal sealed class NeutralCsv : CsvWriter
{
    private static readonly char[] Starters = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

    private static new readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = Starters,
        InjectionEscapeCharacter = '\'',
        NewLine = "\r\n",
    };

    private NeutralCsv(TextWriter writer)
        : base(writer, Configuration)
    {
    }

    /// <summary>Writes to a stream that stays open, as UTF-8 with its mark so that spreadsheets read it rightly.</summary>
    public static NeutralCsv To(Stream target) => new(new StreamWriter(target, new UTF8Encoding(true), 65_536, leaveOpen: true));

    /// <summary>Writes one row.</summary>
    public void Write(IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            WriteField(field);
        }

        NextRecord();
    }

    /// <inheritdoc/>
    protected override string? SanitizeForInjection(string? field) =>
        FileNumber.TryRead(field, out _) is NumberOutcome.NotANumber ? base.SanitizeForInjection(field) : field;
}
