using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Web.Account;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Exports;

/// <summary>The orders that a tried policy judges differently, as a file to keep: never shown in the browser, whatever is in it.</summary>
internal static class ReplayOrdersFile
{
    public static void MapReplayOrders(this IEndpointRouteBuilder app) =>
        app.MapGet($"{Links.Policies}/replays/{{id:long}}/orders.csv", SendAsync).RequireAuthorization(VerificationPermissions.ReadPolicy);

    private static async Task<IResult> SendAsync(long id, HttpContext http, StaffDirectory directory, ReplayRowsFile rows, StoragePlace place, IStringLocalizer<Messages> words, CancellationToken ct)
    {
        if (SessionClaims.KeyOf(http.User) is not { } key || await directory.FindAsync(key, ct) is not { } staff)
        {
            return Results.Forbid();
        }

        Directory.CreateDirectory(place.DataDirectory);
        var csv = new FileStream(Path.Combine(place.DataDirectory, Secret.Make(24) + ".tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
        var told = await rows.WriteAsync(staff.Actor, new ReplayRunId(id), csv, finding => ReasonOf(finding, words), ct);
        if (told.Error is { } error)
        {
            await csv.DisposeAsync();
            return error.Kind switch
            {
                ErrorKind.NotFound => Results.NotFound(),
                ErrorKind.Unavailable => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
                ErrorKind.Forbidden or ErrorKind.Invalid or ErrorKind.Conflict => Results.Forbid(),
            };
        }

        csv.Position = 0;
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(csv, "text/csv; charset=utf-8", FormattableString.Invariant($"replay-{id}-orders.csv"));
    }

    private static string ReasonOf(Finding finding, IStringLocalizer<Messages> words) => finding.Name is { } name ? name
        : finding.Reason is { } reason ? HoldWords.Of(reason, (code, args) => words[code, args].Value)
        : words["check." + finding.Check].Value;
}
