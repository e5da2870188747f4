using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

public sealed partial class ReviewQueue
{
    /// <summary>One case with what is needed to choose it.</summary>
    public sealed record Row(
        OrderId OrderId, DateTime DecideBy, DateTime OpenedAt, StaffId? ClaimedBy, string? ClaimedByName, string ExternalId, ChannelId ChannelId, string? Customer,
        long TotalMinor, string Currency, PaymentStatus Payment, HoldType OpenHolds, DateTime? WaitingUntil, int Version, DateTime? MissedAt, long WorthMinor)
    {
        /// <summary>The total with its currency.</summary>
        public Money Total => new(TotalMinor, Currency);
    }

    /// <summary>How many cases there are.</summary>
    /// <param name="Open">Waiting for a person in any way.</param>
    /// <param name="Next">To be decided by this person: nobody else works on it and no answer is awaited.</param>
    /// <param name="Mine">The person's own.</param>
    /// <param name="Waiting">Waiting for an answer of the customer, or put off.</param>
    /// <param name="Missed">Past their last safe decision time.</param>
    /// <param name="Escalated">Passed on to those who may decide more.</param>
    public sealed record Counts(int Open, int Next, int Mine, int Waiting, int Missed, int Escalated)
    {
        /// <summary>The count of a view.</summary>
        public int Of(ReviewView view) => view switch
        {
            ReviewView.Next => Next,
            ReviewView.Mine => Mine,
            ReviewView.Waiting => Waiting,
            ReviewView.Escalated => Escalated,
            ReviewView.All => Open,
        };

        internal static Counts None { get; } = new(0, 0, 0, 0, 0, 0);

        internal Counts Plus(Counts more) =>
            new(Open + more.Open, Next + more.Next, Mine + more.Mine, Waiting + more.Waiting, Missed + more.Missed, Escalated + more.Escalated);
    }

    /// <summary>How many cases a rule of the policy has routed to one queue.</summary>
    /// <param name="Name">The queue; null for cases that no rule routed.</param>
    /// <param name="Counts">How many.</param>
    public sealed record Routed(string? Name, Counts Counts);

    /// <summary>How many cases wait.</summary>
    /// <param name="Counts">The counts of all views, of the chosen queue where one was.</param>
    /// <param name="Queues">The queues with open cases, by name; empty where no rule routes.</param>
    /// <param name="All">The counts over all queues.</param>
    public sealed record Tally(Counts Counts, IReadOnlyList<Routed> Queues, Counts All)
    {
        internal static Tally Of(List<Routed> counts, string? queue)
        {
            var all = Sum(counts);
            return new(queue is null ? all : Sum(counts.Where(one => one.Name == queue)), [.. counts.Where(one => one.Name is not null).OrderBy(one => one.Name, StringComparer.CurrentCulture)], all);
        }
    }

    private static Counts Sum(IEnumerable<Routed> counts) => counts.Aggregate(Counts.None, (sum, one) => sum.Plus(one.Counts));
}
