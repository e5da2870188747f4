using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Orders;

/// <summary>Registers orders.</summary>
public static class OrdersFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddScoped<IReaction, IndexOrderOnTaken>()
        .AddScoped<IReaction, IndexOrderOnAmended>()
        .AddScoped<IReaction, CountOrderOnMoved>()
        .AddScoped<IReaction, CountOrderOnHoldsChanged>()
        .AddScoped<ISubjectCurrencies, OrderCurrencies>()
        .AddScoped<OrderCounters>()
        .AddScoped<OrderQueue>()
        .AddScoped<OrderCounts>()
        .AddScoped<OrderChannels>()
        .AddScoped<OrderTimeline>()
        .AddScoped<KeepSearch>()
        .AddScoped<OpenSearch>()
        .AddScoped<RevealContact>()
        .AddScoped<AddNote>()
        .AddScoped<EditNote>()
        .AddScoped<AttachFile>()
        .AddScoped<DropFile>()
        .AddScoped<NoteFiles>()
        .AddJob<TrimFiles>("files", new TimeOnly(3, 55))
        .AddScoped<Colleagues>()
        .AddScoped<KeepDraft>()
        .AddScoped<CorrectContact>()
        .AddScoped<RecordPayment>()
        .AddSingleton<CurrentHolds>()
        .AddInvariant<OrderMoneyAddsUp>()
        .AddInvariant<EveryOrderIsHereOnce>()
        .AddInvariant<TimelinesAreWhole>()
        .AddInvariant<EndsComeOnce>()
        .AddInvariant<HoldsAgree>()
        .AddInvariant<OrderCountsAgree>()
        .AddInvariant<EveryOrderIsFound>()
        .AddInvariant<FilesAreWhole>()
        .Grant(OrdersPermissions.Read, StaffRoles.Agent | StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(OrdersPermissions.Note, StaffRoles.Agent | StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(OrdersPermissions.Tag, StaffRoles.Agent | StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(OrdersPermissions.Amend, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(OrdersPermissions.AnswerCancel, StaffRoles.WarehouseLead | StaffRoles.Manager)
        .Grant(OrdersPermissions.SeePersonal, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator);
}
