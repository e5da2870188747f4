using System.Data;
using System.Globalization;

namespace OrderDesk.Core.Data;

/// <summary>The statements of background work: leases, the outbox, the change feed.</summary>
public abstract partial class Dialect
{
    /// <summary>What time the database says it is (UTC); read it with <see cref="ReadClock"/>.</summary>
    public abstract string Clock { get; }

    /// <summary>Takes a free lease or keeps one's own; the fence rises when it changes hands. Parameters name, owner, now, until; answers the number of rows.</summary>
    public virtual string TakeLease =>
        "UPDATE job_leases SET fence = CASE WHEN owner = @owner AND until > @now THEN fence ELSE fence + 1 END, owner = @owner, until = @until " +
        "WHERE name = @name AND (until <= @now OR owner = @owner)";

    /// <summary>The first lease of a job: parameters name, owner, until.</summary>
    public virtual string StartLease =>
        "INSERT INTO job_leases (name, owner, fence, until) SELECT @name, @owner, 1, @until WHERE NOT EXISTS (SELECT 1 FROM job_leases WHERE name = @name)";

    /// <summary>What is known of a lease: parameter name.</summary>
    public virtual string ReadLease => "SELECT owner, fence, last_run_at FROM job_leases WHERE name = @name";

    /// <summary>Keeps a lease that is still one's own: parameters name, owner, fence, until; answers the number of rows.</summary>
    public virtual string RenewLease => "UPDATE job_leases SET until = @until WHERE name = @name AND owner = @owner AND fence = @fence";

    /// <summary>Holds a lease in place until the transaction ends, so that a late write of a former holder is refused: parameters name, owner, fence; answers the number of rows.</summary>
    public virtual string GuardLease => "UPDATE job_leases SET owner = owner WHERE name = @name AND owner = @owner AND fence = @fence";

    /// <summary>Notes how a run ended: parameters name, owner, fence, now, outcome.</summary>
    public virtual string NoteRun => "UPDATE job_leases SET last_run_at = @now, last_outcome = @outcome WHERE name = @name AND owner = @owner AND fence = @fence";

    /// <summary>Leases messages that are due: parameters now, until, take; answers id, type, payload, tries, fence, created_at of each.</summary>
    public abstract string LeaseOutbox { get; }

    /// <summary>A message was delivered: parameters id, fence, now; answers the number of rows.</summary>
    public virtual string MarkSent => "UPDATE outbox SET sent_at = @now, next_try_at = NULL, locked_until = NULL, error = NULL WHERE id = @id AND fence = @fence";

    /// <summary>A message could not be delivered yet: parameters id, fence, next, error; answers the number of rows.</summary>
    public virtual string Postpone => "UPDATE outbox SET next_try_at = @next, locked_until = NULL, error = @error WHERE id = @id AND fence = @fence";

    /// <summary>A message cannot be delivered: parameters id, fence, now, error; answers the number of rows.</summary>
    public virtual string SetAside => "UPDATE outbox SET set_aside_at = @now, next_try_at = NULL, locked_until = NULL, error = @error WHERE id = @id AND fence = @fence";

    /// <summary>Holds every message that still waits: parameters now, error; answers the number of rows.</summary>
    public virtual string HoldOutbox => "UPDATE outbox SET set_aside_at = @now, next_try_at = NULL, locked_until = NULL, fence = fence + 1, error = @error WHERE next_try_at IS NOT NULL";

    /// <summary>Forgets delivered messages: parameters before, below; answers the number of rows.</summary>
    public virtual string TrimOutbox => "DELETE FROM outbox WHERE id IN (SELECT o.id FROM outbox AS o WHERE o.created_at < @before AND o.id < @below AND o.sent_at IS NOT NULL)";

    /// <summary>Forgets old changes up to a number: parameters before, below; answers the number of rows.</summary>
    public virtual string TrimChanges => "DELETE FROM changes WHERE seq < @below AND at < @before";

    /// <summary>One row for each damage of the file; empty where the engine checks its pages by itself.</summary>
    public abstract IReadOnlyList<string> DamageQueries { get; }

    /// <summary>One row for each reference to a row that is not there.</summary>
    public abstract IReadOnlyList<string> OrphanQueries { get; }

    /// <summary>One row for each order that the search cannot find.</summary>
    public abstract string UnindexedOrders { get; }

    /// <summary>How a reader asks for one instant over several queries without keeping writers out.</summary>
    public virtual IsolationLevel SnapshotLevel => IsolationLevel.RepeatableRead;

    /// <summary>Reads what <see cref="Clock"/> answered.</summary>
    public static DateTime ReadClock(object answer) => answer switch
    {
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
        string text => DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc),
        _ => throw new InvalidOperationException($"The database answered a {answer.GetType().Name} for its clock."),
    };
}
