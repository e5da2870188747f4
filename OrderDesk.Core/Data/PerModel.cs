using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OrderDesk.Core.Data;

/// <summary>A compiled query for each engine's model: EF binds a compiled query to one model, and a process may meet more than one.</summary>
public sealed class PerModel<TQuery>(Func<TQuery> compile) where TQuery : Delegate
{
    private readonly ConcurrentDictionary<IModel, TQuery> _queries = new();

    /// <summary>The query for this context's model.</summary>
    public TQuery For(OrderDeskDb db) => _queries.GetOrAdd(db.Model, _ => compile());
}
