using System.Collections.Concurrent;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>A kind of id ran out in the middle of a write; the desk rolls back, refills outside and runs the work again.</summary>
public sealed class IdsRanDryException(string name, int wanted) : Exception($"The pool of {name} ran dry.")
{
    /// <summary>The kind of id.</summary>
    public string Name { get; } = name;

    /// <summary>How many were asked for at once.</summary>
    public int Wanted { get; } = wanted;
}

/// <summary>Numbers handed out in the program from blocks taken in the database, so that an id is known before the save.</summary>
public sealed class IdPool
{
    /// <summary>Small, so that order numbers do not jump far after a restart.</summary>
    public const int OrderBlock = 32;

    /// <summary>For rows whose number nobody reads.</summary>
    public const int Block = 256;

    /// <summary>Every kind is known from the start, so that the first write does not run dry once for each.</summary>
    private readonly ConcurrentDictionary<string, List<(long Start, long End)>> _blocks = new(
        typeof(ITypedId).Assembly.GetTypes().Where(t => t.IsValueType && t.IsAssignableTo(typeof(ITypedId))).Select(t => KeyValuePair.Create(t.Name, new List<(long Start, long End)>())),
        StringComparer.Ordinal);

    /// <summary>The next number of a kind.</summary>
    /// <exception cref="IdsRanDryException">The block is used up.</exception>
    public long Next(string name) => Take(name, 1);

    /// <summary>The first of <paramref name="count"/> consecutive numbers.</summary>
    /// <exception cref="IdsRanDryException">No block holds as many.</exception>
    public long Take(string name, int count)
    {
        var blocks = _blocks.GetOrAdd(name, _ => []);
        lock (blocks)
        {
            for (var i = 0; i < blocks.Count; i++)
            {
                var (start, end) = blocks[i];
                if (end - start < count)
                {
                    continue;
                }

                blocks[i] = (start + count, end);
                blocks.RemoveAll(block => block.Start == block.End);
                return start;
            }
        }

        throw new IdsRanDryException(name, count);
    }

    /// <summary>Whether one block holds as many consecutive numbers.</summary>
    public bool Has(string name, int count)
    {
        var blocks = _blocks.GetOrAdd(name, _ => []);
        lock (blocks)
        {
            return blocks.Exists(block => block.End - block.Start >= count);
        }
    }

    /// <summary>The kinds of which less than half a block is left, with the size of the block to take.</summary>
    internal IReadOnlyList<(string Name, int Size)> Low() =>
        [.. _blocks.Where(kind => Left(kind.Value) < SizeOf(kind.Key) / 2).Select(kind => (kind.Key, SizeOf(kind.Key)))];

    internal void Add(string name, long first, long count)
    {
        var blocks = _blocks.GetOrAdd(name, _ => []);
        lock (blocks)
        {
            if (blocks.Count > 0 && blocks[^1].End == first)
            {
                blocks[^1] = (blocks[^1].Start, first + count);
                return;
            }

            blocks.Add((first, first + count));
        }
    }

    internal static int SizeOf(string name) => name is "OrderId" ? OrderBlock : Block;

    private static long Left(List<(long Start, long End)> blocks)
    {
        lock (blocks)
        {
            return blocks.Sum(block => block.End - block.Start);
        }
    }
}
