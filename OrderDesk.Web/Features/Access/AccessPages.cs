using OrderDesk.Web.Account;

namespace OrderDesk.Web.Features.Access;

/// <summary>Registers what the pages of people need besides the use cases.</summary>
internal static class AccessPages
{
    public static IServiceCollection AddAccessPages(this IServiceCollection services) => services
        .AddScoped<LinkMail>()
        .AddScoped<StaffActs>()
        .AddScoped<AuditSpeech>();
}
