using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The manager's look at the review desk: what waits, what came and went, how long it took, and who decided.</summary>
public sealed partial class FiguresPage
{
    private const int UsualDays = 14;

    private ReviewFigures.Answer? _figures;
    private DateOnly _from;
    private DateOnly _to;
    private DateTime _at;
    private string? _problem;
    private bool _refused;

    [Inject]
    private ReviewFigures Figures { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ReviewWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PartWords> Parts { get; set; } = null!;

    [CascadingParameter]
    private DeskClock Clock { get; set; } = DeskClock.Utc;

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var asked = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        _to = Day(asked.GetValueOrDefault("to")) ?? DateOnly.FromDateTime(Clock.Now);
        _from = Day(asked.GetValueOrDefault("from")) ?? _to.AddDays(1 - UsualDays);
        var answer = await Figures.ReadAsync(await Staff.GetAsync(), _from, _to, ct);
        _at = Time.GetUtcNow().UtcDateTime;
        (_refused, _problem) = (answer.Error?.Kind is ErrorKind.Forbidden, answer.Error is { } error ? Say.Words(error) : null);
        _figures = answer.Value;
    }

    private void Show() => Navigation.NavigateTo(QueryHelpers.AddQueryString(Links.ReviewFigures, new Dictionary<string, string?> { ["from"] = Written(_from), ["to"] = Written(_to) }));

    private string Ninety((double P50, double P90)? minutes) => minutes is { } spread ? Words["figures.p90", Length(spread.P90)] : "";

    private string? Thin((double P50, double P90)? minutes) => minutes is null ? Words["figures.none"].Value : null;

    private string Length(double? minutes) => minutes is { } known ? Spans.Text(Parts, TimeSpan.FromMinutes(Math.Max(0, known))) : "–";

    private string Interval(CountedShare share) => share.Of == 0 ? "" : Words["figures.interval", Percent(share.Low), Percent(share.High), share.Of].Value;

    private static string Percent(CountedShare share) => share.Of == 0 ? "–" : Percent(share.Value);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.CurrentCulture);

    private static string Number(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateOnly? Read(ChangeEventArgs e) => Day(e.Value as string);
}
