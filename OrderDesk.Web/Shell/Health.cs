using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Web.Account;

namespace OrderDesk.Web.Shell;

/// <summary>What a watcher asks: does the process run, can it take work. Everybody hears one word; who sees jobs hears what was found.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        // A process that is about to end is no longer one to come back to: open pages wait for the next.
        app.MapGet(Links.Live, (IHostApplicationLifetime life) => life.ApplicationStopping.IsCancellationRequested
            ? Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ok")).DisableHttpMetrics().AllowAnonymous();
        app.MapGet(Links.Ready, ReadyAsync).DisableHttpMetrics().AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, ReadyLook look, StaffDirectory directory, CancellationToken ct)
    {
        var parts = await look.AtAsync(ct);
        var worst = parts.Max(part => part.State);
        var code = worst is ReadyLevel.Unready ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        var mayKnow = SessionClaims.KeyOf(context.User) is { } key && (await directory.FindAsync(key, ct))?.Actor.Can(AccessPermissions.SeeJobs) is true;
        context.Response.Headers.CacheControl = "no-store";
        return mayKnow
            ? Results.Json(new { status = Slug.Of(worst), parts = parts.Select(part => new { name = part.Name, status = Slug.Of(part.State), says = part.Says }) }, statusCode: code)
            : Results.Json(new { status = Slug.Of(worst) }, statusCode: code);
    }
}

/// <summary>Looks at most once in two seconds, however many ask: the look writes, and anybody may ask.</summary>
internal sealed class ReadyLook(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (long At, IReadOnlyList<ReadyPart> Parts)? _last;

    public async Task<IReadOnlyList<ReadyPart>> AtAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_last is not { } last || clock.GetElapsedTime(last.At) > Fresh)
            {
                await using var scope = scopes.CreateAsyncScope();
                _last = last = (clock.GetTimestamp(), await scope.ServiceProvider.GetRequiredService<Readiness>().LookAsync(ct));
            }

            return last.Parts;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
