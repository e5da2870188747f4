using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Api;

/// <summary>What breaks under an address of the interface is answered as a problem that machines read, never as a page: also before anybody knows whose key it is.</summary>
internal static class ApiFaults
{
    public static IApplicationBuilder UseApiFaults(this IApplicationBuilder app)
    {
        var contexts = app.ApplicationServices.GetRequiredService<IDbContextFactory<OrderDeskDb>>();
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiFaults).FullName!);
        return app.UseWhen(IsForMachines, api => api.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && fault is not BadHttpRequestException)
            {
                log.Fault(fault, context.TraceIdentifier, context.Request.Path);
                await Answer(contexts.FaultOf(fault), context.TraceIdentifier).ExecuteAsync(context);
            }
        }));
    }

    private static bool IsForMachines(HttpContext context) =>
        context.Request.Path.StartsWithSegments(OrdersApi.Root, StringComparison.OrdinalIgnoreCase) || context.Request.Path == Links.OpenApi;

    private static IResult Answer(StorageFault fault, string id) =>
        fault.Refusal() is { } refusal ? ApiAnswers.Of(refusal) : ApiAnswers.Problem(StatusCodes.Status500InternalServerError, "api.fault", [id]);
}
