using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Intake;

/// <summary>What could not be taken: read what was sent and why not, correct and replay it, or put it away with a reason.</summary>
public sealed partial class IntakePage
{
    private const int PageSize = 50;

    private Page<InboxList.Row>? _page;
    private InboxDetails.Answer? _item;
    private string? _problem;
    private bool _refused;
    private bool _mayCorrect;
    private StaffId _me;

    [Inject]
    private InboxList List { get; set; } = null!;

    [Inject]
    private InboxDetails Details { get; set; } = null!;

    [Inject]
    private CorrectAndReplay Replay { get; set; } = null!;

    [Inject]
    private OwnInboxItem Own { get; set; } = null!;

    [Inject]
    private DiscardInboxItem Discard { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private IStringLocalizer<IntakeWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Messages> Codes { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    /// <summary>The state of the shown items in the address.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    private string? StateName { get; set; }

    /// <summary>The open item in the address.</summary>
    [SupplyParameterFromQuery(Name = "item")]
    private string? ItemIdText { get; set; }

    private long? ItemId => Links.NumberOf(ItemIdText);

    /// <summary>The cursor in the address.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    /// <summary>The direction in the address.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    private string? Back { get; set; }

    private InboxState State => Slug.Parse<InboxState>(StateName) ?? InboxState.Open;

    private IReadOnlyList<ViewTab> Tabs => [.. Enum.GetValues<InboxState>().Select(state => new ViewTab(Slug.Of(state), States.Word(state), Address(state)))];

    /// <inheritdoc />
    protected override bool Concerns(Moved moved) => moved.Any("inbox");

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        (_me, _mayCorrect) = (actor.Id, actor.Can(IntakePermissions.Correct));
        var answer = await List.ReadAsync(actor, new InboxList.Filter(State), new Paging(PageSize, After, Back == "1"), ct);
        if (!answer.IsOk)
        {
            (_refused, _problem) = (answer.Error.Kind is ErrorKind.Forbidden, Say.Words(answer.Error));
            return;
        }

        (_refused, _problem, _page) = (false, null, answer.Value);
        _item = _mayCorrect && ItemId is { } id ? (await Details.ReadAsync(actor, new InboxItemId(id), again: _item?.Id.Value == id, ct)).Value : null;
    }

    private Task ReplayAsync(string payload) => ActAsync(async ct =>
    {
        var taken = await Replay.RunAsync(await Staff.GetAsync(), new CorrectAndReplay.Command(_item!.Id, payload, _item.Version), ct);
        if (Say.Outcome(taken.Plain, "intake.replayed", taken.Value?.Number ?? ""))
        {
            Navigation.NavigateTo(Links.Order(taken.Value!.Number));
        }
    });

    private Task OwnAsync() => ActAsync(async ct =>
        Say.Outcome(await Own.RunAsync(await Staff.GetAsync(), new OwnInboxItem.Command(_item!.Id, _item.Version), ct), "intake.owned"));

    private Task DiscardAsync() => ActAsync(async ct =>
    {
        var (id, version) = (_item!.Id, _item.Version);
        var answer = await Dialogs.AskAsync(Words["discard.title"], new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, Words["discard.text"].Value },
            { d => d.Verb, Words["discard.do"].Value },
            { d => d.Danger, true },
            { d => d.Note, NoteRule.Required },
            { d => d.NoteLabel, Words["discard.why"].Value },
            { d => d.NoteMaxLength, InboxItem.ReasonMaxLength },
        });
        if (answer is not null && Say.Outcome(await Discard.RunAsync(await Staff.GetAsync(), new DiscardInboxItem.Command(id, answer.Note, version), ct), "intake.discarded"))
        {
            Navigation.NavigateTo(Address(State));
        }
    });

    private string Why(InboxList.Row row) => row.Wrong switch
    {
        [var only] => FieldWords.Of(only, Codes),
        [var first, ..] => Words["inbox.and-more", FieldWords.Of(first, Codes).TrimEnd('.', '。'), row.Wrong.Count - 1],
        [] => Words["inbox.no-reason"],
    };

    private string Address(InboxState state, InboxItemId? item = null) => Query(state, ("item", item?.Value.ToString(CultureInfo.InvariantCulture)));

    private void Turn(Paging paging) => Navigation.NavigateTo(Query(State, ("after", paging.After), ("back", paging.Back ? "1" : null)));

    private static string Query(InboxState state, params (string Name, string? Value)[] more) => QueryHelpers.AddQueryString(
        Links.Intake, more.Append(("state", state is InboxState.Open ? null : Slug.Of(state))).Where(part => part.Item2 is not null).ToDictionary(part => part.Item1, part => part.Item2));
}
