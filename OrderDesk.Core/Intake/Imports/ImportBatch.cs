using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>What became of one order or refund of the file.</summary>
/// <param name="Group">Its rows and what they say.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Refusal">Why it was refused where it was to be written.</param>
internal sealed record GroupDone(ImportGroup Group, GroupOutcome Outcome, RowReason? Refusal = null);

/// <summary>What became of the groups of one transaction, with the customers and products that are new by it.</summary>
internal sealed record BatchDone(IReadOnlyList<GroupDone> Groups, int Customers, int Products);

/// <summary>How the groups of a file are taken: recorded, sent through the pipeline, or only looked at.</summary>
internal abstract class ImportWay
{
    /// <summary>Rows of the first transaction, which is the slowest: whatever it needs is needed for the first time.</summary>
    public virtual int FirstRows => 50;

    /// <summary>
    /// Asks what the first transaction will ask, before it begins: a question is slow the first time it is put, and nobody at the desk is to wait for that.
    /// </summary>
    public virtual Task RehearseAsync(OrderDeskDb db, IReadOnlyList<ImportGroup> groups, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What must be reserved before the transaction begins.</summary>
    public virtual IEnumerable<(string Name, int Count)> Wanted(IReadOnlyList<ImportGroup> groups) => [];

    /// <summary>Takes some groups inside one write; the work is repeatable.</summary>
    public abstract Task<Result<BatchDone>> TakeAsync(Write write, IReadOnlyList<ImportGroup> groups, CancellationToken ct);

    /// <summary>One group cannot be written; answers what becomes of it, or the reason why the import cannot go on.</summary>
    public virtual Task<Result<BatchDone>> RefuseAsync(Write write, ImportGroup group, Error why, CancellationToken ct) => Task.FromResult(new Result<BatchDone>(null, why));

    /// <summary>The groups were committed.</summary>
    public virtual void Committed(BatchDone done)
    {
    }
}
