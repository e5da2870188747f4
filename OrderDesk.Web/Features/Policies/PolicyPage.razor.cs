using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>One version of the policy: read in plain words, or written while it is a draft, always beside what it changes.</summary>
public sealed partial class PolicyPage
{
    private PolicySheet.Answer? _answer;
    private PolicyForm _form = new();
    private IReadOnlyList<PolicyChange> _changes = [];
    private IReadOnlyList<FieldError> _mistakes = [];
    private IReadOnlyDictionary<string, string> _wrong = new Dictionary<string, string>();
    private IReadOnlyList<OrderChannels.Row> _channels = [];
    private string? _problem;
    private long _shown = -1;
    private int _seen;
    private bool _missing;
    private bool _refused;
    private bool _mayEdit;
    private bool _mayPublish;
    private bool _dirty;
    private bool _moved;

    /// <summary>The id of the version in the address; 0 for the one in force.</summary>
    [Parameter]
    public long Id { get; set; }

    [Inject]
    private PolicySheet Sheet { get; set; } = null!;

    [Inject]
    private OrderChannels Channels { get; set; } = null!;

    [Inject]
    private CurrentHolds HoldsNow { get; set; } = null!;

    [Inject]
    private RuleSpeech Speech { get; set; } = null!;

    [Inject]
    private PolicyActs Acts { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PoliciesWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    private bool IsInForce => _answer is { Row: null or { State: PolicyState.Published } };

    private bool CanEdit => _mayEdit && _answer?.Row is { State: PolicyState.Draft };

    private bool IsBehind => _answer is { Row.BasedOn: { } from } && from != _answer.InForce.Version;

    private string Title => _answer switch
    {
        null => "…",
        { Row: null } => Words["settings-file"],
        { Row.Number: { } number } => Words["version", number],
        _ => Words["draft"],
    };

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Loaded && _shown != Id ? ReloadAsync() : Task.CompletedTask;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => change.Any("policy") || change.Any("replay"), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        var answer = await Sheet.ReadAsync(actor, Id == 0 ? null : new PolicyVersionId(Id), ct);
        (_mayEdit, _mayPublish) = (actor.Can(VerificationPermissions.EditPolicy), actor.Can(VerificationPermissions.PublishPolicy));
        (_missing, _refused) = (answer.Error?.Kind is ErrorKind.NotFound, answer.Error?.Kind is ErrorKind.Forbidden);
        _problem = answer.Error is { } error ? Say.Words(error) : null;
        if (!answer.IsOk)
        {
            return;
        }

        _answer = answer.Value;
        _channels = (await Channels.ReadAsync(actor, ct)).Value ?? [];
        (Speech.Channels, Speech.Holds) = (_channels, await HoldsNow.GetAsync(ct));
        var other = _shown != Id;
        _moved = !other && _dirty && _answer.Row?.Version != _seen;
        if (other || !_dirty)
        {
            (_shown, _seen, _dirty, _form) = (Id, _answer.Row?.Version ?? 0, false, PolicyForm.Of(_answer.Policy));
        }

        _replayPage = other ? new Paging(ReplayOrders.PageSize) : _replayPage;
        await LoadReplayAsync(ct);
        Look();
    }

    private void Changed()
    {
        _dirty = true;
        Look();
    }

    /// <summary>Reads the form and says what it changes and what is wrong with it; nothing is asked of the database.</summary>
    private void Look()
    {
        var read = CanEdit ? _form.Read(_answer!.Policy) : new PolicyForm.Reading(_answer!.Policy, []);
        _mistakes = CanEdit ? [.. read.Mistakes, .. PolicyMistakes.In(read.Policy)] : [];
        _wrong = _mistakes.DistinctBy(mistake => mistake.Field).ToDictionary(mistake => mistake.Field, mistake => Say.Words(Error.Invalid(mistake.Code, mistake.Args)));
        _changes = IsInForce ? [] : PolicyChanges.Between(_answer.InForce, read.Policy);
    }

    private Task SaveAsync() => ActAsync(async ct => await KeepAsync(null, quiet: false, ct));

    private async Task<bool> KeepAsync(int? basedOn, bool quiet, CancellationToken ct)
    {
        var read = _form.Read(_answer!.Policy);
        if (read.Mistakes.Count > 0)
        {
            Say.Refusal(Error.Invalid("verification.policy-mistakes", read.Mistakes.Count));
            return false;
        }

        var saved = await Acts.SaveAsync(_answer.Row!, _seen, read.Policy, basedOn, quiet, ct);
        if (saved is { } version)
        {
            (_dirty, _seen) = (false, version);
            await LoadAsync(ct);
        }

        return saved is not null;
    }

    /// <summary>The person has looked at what is in force now; from here on the draft is compared with that.</summary>
    private Task CompareAsync() => ActAsync(async ct => await KeepAsync(_answer!.InForce.Version, quiet: false, ct));

    private Task PublishAsync() => ActAsync(async ct =>
    {
        if (_mistakes.Count > 0)
        {
            Say.Refusal(Error.Invalid("verification.policy-mistakes", _mistakes.Count));
            return;
        }

        var note = await AskAsync("publish", _answer!.InForce.Version + 1, danger: false);
        if (note is null || (_dirty && !await KeepAsync(null, quiet: true, ct)))
        {
            return;
        }

        if (await Acts.PublishAsync(_answer.Row!.Id, _seen, note, ct))
        {
            await LoadAsync(ct);
        }
    });

    private Task RollBackAsync() => ActAsync(async ct =>
    {
        var older = _answer!.Row!;
        if (await AskAsync("roll-back", older.Number!.Value, danger: true) is { } note && await Acts.RollBackAsync(older.Id, _answer.InForce.Version, note, ct))
        {
            Navigation.NavigateTo(Links.Policy(0));
        }
    });

    /// <summary>A draft that changes nothing goes at once; one with changes is asked about, as nobody takes it up again.</summary>
    private Task DiscardAsync() => ActAsync(async ct =>
    {
        if (_changes.Count > 0 && await Dialogs.AskAsync(Words["discard.title"], new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, Words["discard.text", _changes.Count].Value },
            { d => d.Verb, Words["draft.discard"].Value },
            { d => d.Danger, true },
        }) is null)
        {
            return;
        }

        if (await Acts.DiscardAsync(_answer!.Row!.Id, _seen, ct))
        {
            _dirty = false;
            Navigation.NavigateTo(Links.Policies);
        }
    });

    private Task DraftAsync() => ActAsync(async ct =>
    {
        if (await Acts.DraftAsync(ct) is { } id)
        {
            Navigation.NavigateTo(Links.Policy(id.Value));
        }
    });

    private async Task<string?> AskAsync(string what, int number, bool danger) => (await Dialogs.AskAsync(Words[$"{what}.title", number], new DialogParameters<ConfirmDialog>
    {
        { d => d.Text, what == "publish" ? PublishText(number) : Words[$"{what}.text", number].Value },
        { d => d.Verb, Words[$"{what}.do"].Value },
        { d => d.Danger, danger },
        { d => d.Note, NoteRule.Required },
        { d => d.NoteLabel, Words["note"].Value },
        { d => d.NoteMaxLength, PolicyVersion.NoteMaxLength },
    }))?.Note;

    private string Who(PolicyList.Row row) => row.PublishedByName is { Length: > 0 } by ? by : row.ChangedByName.Length > 0 ? row.ChangedByName : Words["settings-file"];
}
