using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>What each check and rule was worth, by what people made of the orders it held.</summary>
public sealed partial class LearningPage
{
    private CheckFigures.Answer? _figures;
    private IReadOnlyList<OrderChannels.Row> _channels = [];
    private CheckFigures.Filter _filter = new(default, default);
    private string _sort = LearningTable.ByHits;
    private CheckProposals.Answer? _proposals;
    private string? _problem;
    private bool _refused;
    private bool _mayEdit;

    [Inject]
    private CheckFigures Figures { get; set; } = null!;

    [Inject]
    private CheckProposals Proposals { get; set; } = null!;

    [Inject]
    private PolicyActs Acts { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private RuleSpeech Rules { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    [Inject]
    private ProposalSpeech Speech { get; set; } = null!;

    [Inject]
    private OrderChannels Channels { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PoliciesWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PartWords> Parts { get; set; } = null!;

    [CascadingParameter]
    private DeskClock Clock { get; set; } = DeskClock.Utc;

    private string Code => _channels.FirstOrDefault(channel => channel.Id == _filter.Channel)?.Code ?? "";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        _channels = Rules.Channels = (await Channels.ReadAsync(actor, ct)).Value ?? [];
        var asked = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        var to = Day(asked.GetValueOrDefault("to")) ?? DateOnly.FromDateTime(Clock.Now);
        _filter = new CheckFigures.Filter(Day(asked.GetValueOrDefault("from")) ?? to.AddDays(1 - Math.Min(CheckFigures.UsualDays, to.DayNumber)), to, IdOf(asked.GetValueOrDefault("channel")));
        _sort = LearningTable.Sorts.FirstOrDefault(sort => sort == asked.GetValueOrDefault("sort")) ?? LearningTable.ByHits;
        var answer = await Figures.ReadAsync(actor, _filter, ct);
        (_refused, _problem) = (answer.Error?.Kind is ErrorKind.Forbidden, answer.Error is { } error ? Say.Words(error) : null);
        (_figures, _mayEdit) = (answer.Value, actor.Can(VerificationPermissions.EditPolicy));
        if (answer.IsOk)
        {
            // What is known stands while single orders are looked through.
            StateHasChanged();
            _proposals = (await Proposals.ReadAsync(actor, ct)).Value;
        }
    }

    private Task DraftAsync((string Key, string Note, string Name) proposal) => ActAsync(async ct =>
    {
        if (await Acts.DraftAsync(proposal.Key, proposal.Note, proposal.Name, ct) is { } draft)
        {
            Navigation.NavigateTo(Links.Policy(draft.Value));
        }
    });

    private Task DismissAsync(Proposal row) => ActAsync(async ct =>
    {
        var answer = await Dialogs.AskAsync(Speech.Title(row, _proposals!.Policy), new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, Words["learning.dismiss-text", 2 * row.Decided].Value },
            { d => d.Verb, Words["learning.dismiss"].Value },
            { d => d.Note, NoteRule.Required },
            { d => d.NoteMaxLength, DismissedProposal.WhyMaxLength },
        });
        if (answer is not null && await Acts.DismissAsync(row.Key, answer.Note, ct))
        {
            await ReloadAsync();
        }
    });

    private string Named(CheckFigures.Row row) => Speech.Named(row.Check, row.Name);

    private void Show() => Navigation.NavigateTo(Sorting(_sort));

    private string Sorting(string sort) => QueryHelpers.AddQueryString(Links.Learning, new Dictionary<string, string?>
    {
        ["from"] = Written(_filter.From),
        ["to"] = Written(_filter.To),
        ["channel"] = Code.Length > 0 ? Code : null,
        ["sort"] = sort == LearningTable.ByHits ? null : sort,
    });

    private IReadOnlyList<CheckFigures.Row> Sorted(IReadOnlyList<CheckFigures.Row> rows) =>
    [
        .. (_sort switch
        {
            LearningTable.ByPrecision => rows.OrderByDescending(row => row.Decided > 0).ThenByDescending(row => row.Precision.Value),
            LearningTable.ByMinutes => rows.OrderByDescending(row => row.Minutes),
            _ => rows.OrderByDescending(row => row.Hits),
        }).ThenByDescending(row => row.Hits).ThenBy(row => row.Check, StringComparer.Ordinal),
    ];

    private ChannelId? IdOf(string? code) => _channels.FirstOrDefault(channel => channel.Code == code)?.Id;

    private static string Number(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
