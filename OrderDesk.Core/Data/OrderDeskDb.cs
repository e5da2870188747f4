using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using OrderDesk.Core.Data.Providers;

namespace OrderDesk.Core.Data;

/// <summary>The one model; each feature adds its own sets in a part of this class that lives in the feature's folder.</summary>
public abstract partial class OrderDeskDb
{
    protected OrderDeskDb(DbContextOptions options)
        : base(options)
    {
    }

    /// <summary>The SQL of this engine.</summary>
    public abstract Dialect Dialect { get; }

    internal IdPool Ids
    {
        get => field ?? throw new InvalidOperationException("This context was not made by DeskContexts and cannot give ids.");
        set;
    }

    /// <summary>The prepared statements of a write that repeats itself on SQLite, or null.</summary>
    internal SqliteRepeats? Repeats { get; set; }

    /// <summary>What the outside world must still hear.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>The committed feed that refreshes open screens.</summary>
    public DbSet<Change> Changes => Set<Change>();

    /// <summary>The next free number of each kind of id.</summary>
    public DbSet<IdBlock> IdBlocks => Set<IdBlock>();

    /// <summary>Counts kept in the transaction that changes them.</summary>
    public DbSet<Counter> Counters => Set<Counter>();

    /// <summary>Who did what, append only.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Audit entries that no seal covers yet.</summary>
    public DbSet<UnsealedEntry> UnsealedEntries => Set<UnsealedEntry>();

    /// <summary>The hash chain over the audit trail.</summary>
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    /// <summary>Which node runs which background job.</summary>
    public DbSet<JobLease> JobLeases => Set<JobLease>();

    /// <summary>Tells the engine to leave this key alone: it comes from the id pool.</summary>
    protected abstract void NotFromTheEngine(IMutableProperty id);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.ApplyConfigurationsFromAssembly(typeof(OrderDeskDb).Assembly);
        model.HaveVersions();
        model.HavePooledIds(NotFromTheEngine);
        model.HaveSnakeCaseNames();
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        // Every index is a cost on each write and is named in a mapping; none comes by itself.
        conventions.Conventions.Remove<ForeignKeyIndexConvention>();
        conventions.HaveTypedIds();
        conventions.Properties<DateTime>().HaveConversion<UtcConverter>();
    }
}
