namespace OrderDesk.Web.Features.Review;

/// <summary>Registers what the pages of one order need besides the use cases.</summary>
internal static class ReviewPages
{
    public static IServiceCollection AddReviewPages(this IServiceCollection services) => services
        .AddScoped<CaseReads>()
        .AddScoped<CaseNotes>()
        .AddScoped<CaseDrafts>()
        .AddScoped<CaseHandovers>()
        .AddScoped<CaseStops>()
        .AddScoped<CaseFiles>()
        .AddScoped<CaseChanges>()
        .AddScoped<CaseFacts>()
        .AddScoped<CaseActs>()
        .AddScoped<CaseMacros>()
        .AddScoped<CaseSeats>()
        .AddScoped<Phrases>()
        .AddScoped<CaseMessages>()
        .AddScoped<EventWords>();
}
