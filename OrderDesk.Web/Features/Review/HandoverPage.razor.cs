using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The end of a shift: what a person has in hand, what runs out before they are back, and a colleague to hand it to.</summary>
public sealed partial class HandoverPage
{
    private const int MorningHour = 9;

    private readonly HashSet<OrderId> _left = [];
    private HandoverDesk.Answer? _desk;
    private string? _problem;
    private string? _wrong;
    private string? _to;
    private string? _note;

    [Inject]
    private HandoverDesk Desk { get; set; } = null!;

    [Inject]
    private OfferHandover Offers { get; set; } = null!;

    [Inject]
    private AnswerHandover Answers { get; set; } = null!;

    [Inject]
    private WithdrawHandover Withdraw { get; set; } = null!;

    [Inject]
    private CaseDrafts Drafts { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ReviewWords> Words { get; set; } = null!;

    [CascadingParameter]
    private DeskClock Clock { get; set; } = DeskClock.Utc;

    /// <summary>When the person is back, in their zone; tomorrow at nine where the address says nothing that can be read.</summary>
    [SupplyParameterFromQuery(Name = "next")]
    private string? Next { get; set; }

    /// <summary>The same as an instant (UTC).</summary>
    private DateTime NextShift => Utc(DateTime.TryParseExact(Next, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var next) && next.Year is >= 2000 and < 9000
        ? next
        : Clock.Here(Clock.Now).Date.AddDays(1).AddHours(MorningHour));

    private string NextHere => Clock.Here(NextShift).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <summary>Everything is chosen until the person leaves something out.</summary>
    private IReadOnlyList<OrderId> Chosen => [.. (_desk?.Own ?? []).Select(row => row.OrderId).Where(id => !_left.Contains(id))];

    /// <inheritdoc />
    protected override bool Concerns(Moved moved) => moved.Any(Handover.KindName) || moved.Any("case") || (_desk?.Own.Any(row => moved.Has("order", row.OrderId.Value)) ?? false);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var read = await Desk.ReadAsync(await Staff.GetAsync(), ct);
        (_desk, _problem) = (read.Value, read.Error is { } error ? Say.Words(error) : null);
        _note ??= await Drafts.ReadAsync(KeepDraft.Handover, 0);
    }

    private void NextAsync(ChangeEventArgs chosen) => Navigation.NavigateTo($"{Links.Handover}?next={Uri.EscapeDataString(chosen.Value as string ?? "")}", replace: true);

    private void Choose(OrderId id, bool on)
    {
        if (on)
        {
            _left.Remove(id);
        }
        else
        {
            _left.Add(id);
        }
    }

    private void All(ChangeEventArgs chosen)
    {
        foreach (var row in _desk!.Own)
        {
            Choose(row.OrderId, chosen.Value is true);
        }
    }

    private Task TypeAsync(string? text)
    {
        _note = text ?? "";
        return Drafts.KeepAsync(KeepDraft.Handover, 0, text);
    }

    private Task OfferAsync() => ActAsync(async ct =>
    {
        var to = new StaffId(Links.NumberOf(_to) ?? 0);
        var offered = await Offers.RunAsync(await Staff.GetAsync(), new OfferHandover.Command(to, Chosen, _note), ct);
        _wrong = offered.Error is { Kind: ErrorKind.Invalid or ErrorKind.NotFound } error ? Say.Words(error) : null;
        if (_wrong is null && Say.Outcome(offered.Plain, "said.handover-offered", _desk!.People.FirstOrDefault(person => person.Id == to)?.Name ?? ""))
        {
            await TypeAsync("");
            await LoadAsync(ct);
        }
    });

    private Task AnswerAsync(HandoverId id, bool accept) => ActAsync(async ct =>
    {
        var answered = await Answers.RunAsync(await Staff.GetAsync(), new AnswerHandover.Command(id, accept), ct);
        if (answered.Value is { Skipped.Count: > 0 } some)
        {
            Say.Done("said.handover-partly", some.Moved, string.Join(Words["comma"], some.Skipped.Select(order => order.Number)));
        }
        else
        {
            Say.Outcome(answered.Plain, accept ? "said.handover-accepted" : "said.handover-refused");
        }

        await LoadAsync(ct);
    });

    private Task WithdrawAsync(HandoverId id) => ActAsync(async ct =>
    {
        Say.Outcome(await Withdraw.RunAsync(await Staff.GetAsync(), new WithdrawHandover.Command(id), ct), "said.handover-withdrawn");
        await LoadAsync(ct);
    });

    private DateTime Utc(DateTime here)
    {
        // An hour that a change of clocks leaves out is taken as the one after it.
        var plain = DateTime.SpecifyKind(here, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(Clock.Zone.IsInvalidTime(plain) ? plain.AddHours(1) : plain, Clock.Zone);
    }
}
