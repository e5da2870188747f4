using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Data;

/// <summary>Registers storage; the caller binds <see cref="StorageOptions"/> and says the <see cref="ContentRoot"/>.</summary>
public static class DataFeature
{
    /// <summary>Adds the contexts, the desk and the change feed.</summary>
    public static IServiceCollection AddData(this IServiceCollection services) => services
        .AddSingleton<StoragePlace>()
        .AddSingleton<StorageHold>()
        .AddSingleton<SchemaUpgrade>()
        .AddSingleton<IdPool>()
        .AddSingleton<IdSupply>()
        .AddSingleton<WriteGate>()
        .AddSingleton<ChangeFeed>()
        .AddSingleton<ChangeReader>()
        .AddSingleton<AuditHead>()
        .AddSingleton<JobLeases>()
        .AddSingleton<JobRunner>()
        .AddSingleton<InvariantLook>()
        .AddSingleton<StorageCopies>()
        .AddScoped<Readiness>()
        .AddInvariant<FileIsWhole>()
        .AddInvariant<OutboxAddsUp>()
        .AddInvariant<AuditTrailHolds>()
        .AddInvariant<NothingIsOrphaned>()
        .AddJob<OutboxPump>("outbox", TimeSpan.FromSeconds(1))
        .AddJob<SealAudit>("audit-seal", TimeSpan.FromSeconds(5))
        .AddJob<TrimRows>("trim", TimeSpan.FromMinutes(10))
        .AddJob<CheckNightly>("check", new TimeOnly(3, 30))
        .AddSingleton<DeskContexts>()
        .AddSingleton<IDbContextFactory<OrderDeskDb>>(provider => provider.GetRequiredService<DeskContexts>())
        .AddScoped<Desk>();
}
