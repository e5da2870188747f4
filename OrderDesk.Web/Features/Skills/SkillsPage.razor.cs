using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MudBlazor;
using OrderDesk.Core.Data;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Skills;

/// <summary>Which cases everybody who decides is served.</summary>
public sealed partial class SkillsPage
{
    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    private SkillsSheet.Answer? _answer;
    private Page<SkillsSheet.Row>? _page;
    private string? _problem;
    private bool _refused;

    [Inject]
    private SkillsSheet Sheet { get; set; } = null!;

    [Inject]
    private SetSkills Set { get; set; } = null!;

    [Inject]
    private IOptions<CompanyOptions> Company { get; set; } = null!;

    [Inject]
    private IDialogService Windows { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<SkillsWords> Words { get; set; } = null!;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => change.Any("skills"), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var answer = await Sheet.ReadAsync(await Staff.GetAsync(), ct);
        (_refused, _problem) = (answer.Error?.Kind is ErrorKind.Forbidden, answer.Error is { } error ? Say.Words(error) : null);
        (_answer, _page) = answer.IsOk ? (answer.Value, new(answer.Value.People, null, null)) : (_answer, _page);
    }

    private Task EditAsync(SkillsSheet.Row row) => ActAsync(async ct =>
    {
        var submit = (SkillsDialog.Answer answer) => SetAsync(row, answer, ct);
        var parameters = new DialogParameters { ["Submit"] = submit, ["Now"] = row.Skills, ["Channels"] = _answer!.Channels, ["Currency"] = Company.Value.Currency };
        var dialog = await Windows.ShowAsync<SkillsDialog>(Words["edit", row.Name], parameters, Narrow);
        if (await dialog.Result is { Canceled: false, Data: Result set })
        {
            Say.Outcome(set, "said.skills-set", row.Name);
            await LoadAsync(ct);
        }
    });

    private async Task<Result> SetAsync(SkillsSheet.Row row, SkillsDialog.Answer answer, CancellationToken ct)
    {
        long? most = null;
        if (!string.IsNullOrWhiteSpace(answer.Most))
        {
            if (!decimal.TryParse(answer.Most, NumberStyles.Number, CultureInfo.CurrentCulture, out var typed) || typed <= 0 || typed > Money.MostAmount)
            {
                return Error.Invalid("review.skills-value");
            }

            most = Money.ToMinor(typed, Company.Value.Currency);
        }

        return await Set.RunAsync(await Staff.GetAsync(), new SetSkills.Command(row.Id, row.Version, new(answer.Languages, answer.Channels, most)), ct);
    }

    private string Language(string? language) => language is null ? Words["unknown"] : CultureInfo.GetCultureInfo(language).NativeName;

    private string Listed(IEnumerable<string> names) => string.Join(Words["comma"], names);
}
