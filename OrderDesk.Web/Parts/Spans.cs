using Microsoft.Extensions.Localization;

namespace OrderDesk.Web.Parts;

/// <summary>Lengths of time in words, two units at most.</summary>
public static class Spans
{
    /// <summary>A length such as "41 min" or "2 h 5 min".</summary>
    public static string Text(IStringLocalizer<PartWords> words, TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => words["span.seconds", (int)span.TotalSeconds],
        { TotalHours: < 1 } => words["span.minutes", (int)span.TotalMinutes],
        { TotalDays: < 1 } => words["span.hours", (int)span.TotalHours, span.Minutes],
        _ => words["span.days", (int)span.TotalDays, span.Hours],
    };
}
