using Microsoft.AspNetCore.Components;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Features.Policies;

/// <summary>The part of the page that tries the draft on past orders.</summary>
public sealed partial class PolicyPage
{
    private ReplayActs.View _replay = ReplayActs.View.None;
    private Paging _replayPage = new(ReplayOrders.PageSize);

    [Inject]
    private ReplayActs Replays { get; set; } = null!;

    [CascadingParameter]
    private DeskClock Clock { get; set; } = DeskClock.Utc;

    private bool HasReplay => _answer?.Row is { State: PolicyState.Draft } || _replay.Run is not null;

    /// <summary>A version that was tried as a draft goes by its number once it was published.</summary>
    private string Tried => _answer?.Row?.Number is { } number ? Words["version", number] : Words["replay.after"];

    /// <summary>The usual period, by the person's own day.</summary>
    private (DateOnly From, DateOnly To) UsualPeriod
    {
        get
        {
            var today = DateOnly.FromDateTime(Clock.Here(Clock.Now));
            return (today.AddDays(1 - AskForReplay.UsualDays), today);
        }
    }

    private async Task LoadReplayAsync(CancellationToken ct) =>
        _replay = _answer?.Row is { } row ? await Replays.ReadAsync(row.Id, _replayPage, ct) : ReplayActs.View.None;

    private Task StartReplayAsync((DateOnly? From, DateOnly? To) period) => ActAsync(async ct =>
    {
        if (_mistakes.Count > 0)
        {
            Say.Refusal(Error.Invalid("verification.replay-mistakes", _mistakes.Count));
            return;
        }

        // What is tried is what is kept: a draft somebody types in is saved first.
        if ((!_dirty || await KeepAsync(null, quiet: true, ct)) && await Replays.StartAsync(_answer!.Row!.Id, period.From, period.To, ct))
        {
            _replayPage = new Paging(ReplayOrders.PageSize);
            await LoadReplayAsync(ct);
        }
    });

    private Task CancelReplayAsync(ReplayRunId id) => ActAsync(async ct =>
    {
        await Replays.CancelAsync(id, ct);
        await LoadReplayAsync(ct);
    });

    private Task TurnReplayAsync(Paging paging)
    {
        _replayPage = paging;
        return ReloadAsync();
    }

    /// <summary>What is said before publishing: what it does, and that nobody has tried it as it is.</summary>
    private string PublishText(int number) =>
        Flowing.Joined(Words["publish.text", number].Value, _dirty || _replay.Run is not { IsCurrent: true } ? Words["publish.untried"].Value : null);
}
