using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Presence;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>Tells colleagues that a page of an order is open, and the page who else has one.</summary>
internal sealed class CaseSeats(LookAtCase look, LeaveCase leave, CaseLookers lookers, CurrentStaff staff, ChangeFeed feed, TimeProvider time, ILogger<CaseSeats> logger) : IAsyncDisposable
{
    /// <summary>Whoever only walks past a case is not announced.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(1.5);

    /// <summary>How often a page that stays open says so, well before it lapses.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(60);

    private readonly Lock _exit = new();
    private Task _leaving = Task.CompletedTask;

    private LookAtCase Look => look;

    private LeaveCase Leave => leave;

    private CaseLookers Lookers => lookers;

    private CurrentStaff Staff => staff;

    /// <summary>Sits down at an order; dispose to leave.</summary>
    /// <param name="order">The order.</param>
    /// <param name="seen">Told who else has it open, from another thread.</param>
    public IDisposable Take(OrderId order, Action<IReadOnlyList<string>> seen) => new Seat(this, order, feed, time, seen);

    /// <summary>Waits until every seat that was left has been given back; what it is given back with must live until then.</summary>
    public async ValueTask DisposeAsync()
    {
        Task leaving;
        lock (_exit)
        {
            leaving = _leaving;
        }

        await leaving;
    }

    private void Leaving(Task seat)
    {
        lock (_exit)
        {
            _leaving = _leaving.IsCompleted ? seat : Task.WhenAll(_leaving, seat);
        }
    }

    /// <summary>Presence is a courtesy: no page breaks over it.</summary>
    private async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            logger.PresenceNotTold(failure);
        }
    }

    private sealed class Seat : IDisposable
    {
        private readonly CaseSeats _seats;
        private readonly OrderId _order;
        private readonly Action<IReadOnlyList<string>> _seen;
        private readonly Lock _door = new();
        private readonly ITimer _timer;
        private readonly LiveRows _listening;
        private Task _last = Task.CompletedTask;
        private Actor? _me;
        private CaseLookId? _look;
        private bool _left;

        public Seat(CaseSeats seats, OrderId order, ChangeFeed feed, TimeProvider time, Action<IReadOnlyList<string>> seen)
        {
            (_seats, _order, _seen) = (seats, order, seen);
            _timer = time.CreateTimer(_ => InTurn(StayAsync), null, Settle, Every);
            _listening = new LiveRows(feed, time, moved => moved.Has(CaseLook.Feed, order.Value), () => InTurn(SeeAsync));
        }

        public void Dispose()
        {
            _timer.Dispose();
            _listening.Dispose();
            _seats.Leaving(InTurn(GoAsync));
        }

        /// <summary>One after the other: whoever leaves while they are being announced has been announced before.</summary>
        private Task InTurn(Func<Task> work)
        {
            lock (_door)
            {
                var before = _last;
                return _last = Task.Run(() => AfterAsync(before, work));
            }
        }

        private async Task AfterAsync(Task before, Func<Task> work)
        {
            await before;
            if (!_left)
            {
                await _seats.QuietlyAsync(work);
            }
        }

        private async Task StayAsync()
        {
            _me = await _seats.Staff.GetAsync();
            var kept = await _seats.Look.RunAsync(_me, new LookAtCase.Command(_order, _look), CancellationToken.None);
            _look = kept.IsOk ? kept.Value : _look;
            await SeeAsync();
        }

        private async Task SeeAsync()
        {
            var others = await _seats.Lookers.ReadAsync(await _seats.Staff.GetAsync(), _order, CancellationToken.None);
            if (others.IsOk)
            {
                _seen(others.Value);
            }
        }

        private async Task GoAsync()
        {
            _left = true;
            // Whose page it was is known; the line to the browser may be gone.
            if (_look is { } look && _me is { } me)
            {
                await _seats.Leave.RunAsync(me, new LeaveCase.Command(_order, look), CancellationToken.None);
            }
        }
    }
}
