using Microsoft.Extensions.DependencyInjection;

namespace OrderDesk.Core.Data.Checks;

/// <summary>Something that is true of the books at every instant a reader can see; whatever breaks it is a bug, a damaged file or tampering.</summary>
public interface IInvariant
{
    /// <summary>Short and stable: the number of the promise and its name, such as <c>I1 stock-on-hand</c>.</summary>
    string Name { get; }

    /// <summary>The promise in one sentence.</summary>
    string Says { get; }

    /// <summary>Looks for violations without changing anything and without holding a table in memory.</summary>
    /// <param name="db">The database to look at.</param>
    /// <param name="live">Whether this is the database of this desk and not a copy of it.</param>
    /// <param name="ct">Stops the look.</param>
    Task<Finding> CheckAsync(OrderDeskDb db, bool live, CancellationToken ct);
}

/// <summary>What a look at one invariant found.</summary>
/// <param name="Violations">How many rows break it.</param>
/// <param name="Examples">The first of them, as short texts.</param>
public sealed record Finding(long Violations, IReadOnlyList<string> Examples)
{
    /// <summary>How many examples are kept.</summary>
    public const int MostExamples = 5;

    /// <summary>Nothing is wrong.</summary>
    public static Finding Clean { get; } = new(0, []);

    /// <summary>Whether nothing is wrong.</summary>
    public bool Ok => Violations == 0;

    /// <summary>This and another finding together.</summary>
    public Finding Plus(Finding other) => new(Violations + other.Violations, [.. Examples.Concat(other.Examples).Take(MostExamples)]);

    /// <summary>This and one more violation.</summary>
    public Finding Plus(string example) => new(Violations + 1, Examples.Count < MostExamples ? [.. Examples, example] : Examples);
}

/// <summary>How features register their invariants.</summary>
public static class InvariantRegistration
{
    /// <summary>Adds an invariant.</summary>
    public static IServiceCollection AddInvariant<TInvariant>(this IServiceCollection services) where TInvariant : class, IInvariant =>
        services.AddSingleton<TInvariant>().AddSingleton<IInvariant>(provider => provider.GetRequiredService<TInvariant>());
}
