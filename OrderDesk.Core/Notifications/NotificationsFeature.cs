using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Notifications;

/// <summary>Registers what people are told of.</summary>
public static class NotificationsFeature
{
    /// <summary>Adds use cases and reactions; who may read orders may read what is told of them.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddScoped<IReaction, NotifyOnNote>()
        .AddScoped<IReaction, NotifyOnTakeOver>()
        .AddScoped<IReaction, NotifyOnPassedOnDecided>()
        .AddScoped<IReaction, NotifyOnHandoverOffered>()
        .AddScoped<IReaction, NotifyOnHandoverAnswered>()
        .AddScoped<IReaction, NotifyOnCasesHanded>()
        .AddScoped<IReaction, NotifyOnCancelAsked>()
        .AddScoped<IReaction, NotifyOnCancelAnswered>()
        .AddScoped<OwnNotifications>()
        .AddScoped<MarkNotifications>()
        .AddJob<TrimNotifications>("notifications", new TimeOnly(3, 50));
}
