using System.Globalization;
using System.Numerics;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review.Learning;

/// <summary>
/// Looks for orders that one check holds and people let go: every combination of channel, country, value and earlier orders is counted, and the one that saves the
/// most looks is taken. Pure, so that a count by hand can be held against it.
/// </summary>
internal static class PassBuckets
{
    /// <summary>Decided orders a combination needs.</summary>
    public const int Needs = 50;

    /// <summary>What the lower end of the interval of the share let go must reach; none of them may have gone wrong later.</summary>
    public const double Sure = 0.9;

    /// <summary>Looks that one order which people changed or rejected outweighs.</summary>
    public const int MissWeighs = 20;

    private const int MostOfAKind = 12, MostCurrencies = 4;

    private static readonly int[] Earlier = [1, 2, 3, 5, 10];

    /// <summary>What the best orders have in common, and which they are; null where none are enough and sure enough.</summary>
    public static (IReadOnlyList<RuleLeaf> When, IReadOnlyList<DecidedHit> Orders)? Best(IReadOnlyList<(DecidedHit Hit, OrderFacts Facts)> held)
    {
        if (held.Count < Needs)
        {
            return null;
        }

        var search = new Search(held);
        search.Try(0, [], Bits(held.Count, _ => true));
        return search.Best is { } best ? (best.When, [.. held.Where((_, at) => Has(best.Orders, at)).Select(one => one.Hit)]) : null;
    }

    private sealed class Search
    {
        private readonly List<List<(RuleLeaf Leaf, ulong[] Orders)>> _kinds;
        private readonly ulong[] _right, _later, _only;

        public Search(IReadOnlyList<(DecidedHit Hit, OrderFacts Facts)> held)
        {
            (_right, _later, _only) = (Bits(held.Count, at => held[at].Hit.Right), Bits(held.Count, at => held[at].Hit.Later), Bits(held.Count, at => held[at].Hit.Only));
            _kinds = [.. Kinds(held).Select(kind => kind.Select(leaf => (Leaf: leaf, Test: new RuleTest(leaf))).Select(leaf => (leaf.Leaf, Bits(held.Count, at => leaf.Test.Holds(held[at].Facts)))).ToList())];
        }

        public (IReadOnlyList<RuleLeaf> When, ulong[] Orders, int Score)? Best { get; private set; }

        /// <summary>Goes through the kinds of facts, each left out or asked in every way; what is too few already is not narrowed further.</summary>
        public void Try(int kind, IReadOnlyList<RuleLeaf> when, ulong[] orders)
        {
            if (Count(orders) < Needs)
            {
                return;
            }

            if (kind == _kinds.Count)
            {
                Weigh(when, orders);
                return;
            }

            Try(kind + 1, when, orders);
            foreach (var (leaf, own) in _kinds[kind])
            {
                Try(kind + 1, [.. when, leaf], And(orders, own));
            }
        }

        private void Weigh(IReadOnlyList<RuleLeaf> when, ulong[] orders)
        {
            var (decided, right) = (Count(orders), Count(And(orders, _right)));
            if (when.Count == 0 || Count(And(orders, _later)) > 0 || CountedShare.Count(decided - right, decided).Low < Sure)
            {
                return;
            }

            var score = Count(And(orders, _only)) - (MissWeighs * right);
            if (score > 0 && (Best is not { } best || score > best.Score || (score == best.Score && when.Count < best.When.Count)))
            {
                Best = (when, orders, score);
            }
        }
    }

    /// <summary>The questions worth asking of these orders, by what they ask.</summary>
    private static IEnumerable<List<RuleLeaf>> Kinds(IReadOnlyList<(DecidedHit Hit, OrderFacts Facts)> held)
    {
        yield return [.. Earlier.Select(orders => new RuleLeaf("customer.earlier-orders", RuleOperator.AtLeast, [orders.ToString(CultureInfo.InvariantCulture)]))];
        yield return [.. Common("order.channel")];
        yield return [.. Common("address.country")];
        yield return [.. held.GroupBy(one => one.Hit.Total.Currency).OrderByDescending(own => own.Count()).ThenBy(own => own.Key, StringComparer.Ordinal).Take(MostCurrencies)
            .SelectMany(own => Bands(own.Max(one => one.Hit.Total.Major)).Select(most => new RuleLeaf("order.total", RuleOperator.AtMost, [most.ToString(CultureInfo.InvariantCulture)], own.Key)))];

        IEnumerable<RuleLeaf> Common(string field) => held.SelectMany(one => RuleFields.Find(field)!.Read(one.Facts)).GroupBy(reading => reading.Text!)
            .OrderByDescending(own => own.Count()).ThenBy(own => own.Key, StringComparer.Ordinal).Take(MostOfAKind).Select(own => new RuleLeaf(field, RuleOperator.Is, [own.Key]));
    }

    /// <summary>10, 20, 50, 100 and so on, up to the first that holds all.</summary>
    private static IEnumerable<decimal> Bands(decimal greatest)
    {
        for (var ten = 10m; ; ten *= 10)
        {
            foreach (var band in (decimal[])[ten, ten * 2, ten * 5])
            {
                yield return band;
                if (band >= greatest || band >= 10_000_000)
                {
                    yield break;
                }
            }
        }
    }

    private static ulong[] Bits(int count, Func<int, bool> of)
    {
        var bits = new ulong[(count + 63) / 64];
        for (var at = 0; at < count; at++)
        {
            bits[at / 64] |= of(at) ? 1UL << (at % 64) : 0;
        }

        return bits;
    }

    private static bool Has(ulong[] bits, int at) => (bits[at / 64] >> (at % 64) & 1) == 1;

    private static ulong[] And(ulong[] one, ulong[] other)
    {
        var both = new ulong[one.Length];
        for (var at = 0; at < both.Length; at++)
        {
            both[at] = one[at] & other[at];
        }

        return both;
    }

    private static int Count(ulong[] bits)
    {
        var count = 0;
        foreach (var part in bits)
        {
            count += BitOperations.PopCount(part);
        }

        return count;
    }
}
