using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OrderDesk.Tests.Support;

/// <summary>Hears every command that EF sends; register it as an <see cref="IInterceptor"/> to see what a use case asks of the database.</summary>
public sealed class SqlLog : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> _statements = new();

    /// <summary>The statements so far, in order.</summary>
    public IReadOnlyList<string> Statements => [.. _statements];

    /// <inheritdoc/>
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        _statements.Enqueue(result.CommandText);
        return result;
    }
}
