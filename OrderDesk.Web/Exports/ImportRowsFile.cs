using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Account;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Exports;

/// <summary>The rows of an import that were not taken, as a file to keep: never shown in the browser, whatever is in it.</summary>
internal static class ImportRowsFile
{
    public static void MapImportRows(this IEndpointRouteBuilder app) =>
        app.MapGet($"{Links.Imports}/{{id:long}}/rows.csv", SendAsync).RequireAuthorization(IntakePermissions.Read);

    private static async Task<IResult> SendAsync(long id, HttpContext http, StaffDirectory directory, ImportRejects rejects, StoragePlace place, IStringLocalizer<Messages> words, CancellationToken ct)
    {
        if (SessionClaims.KeyOf(http.User) is not { } key || await directory.FindAsync(key, ct) is not { } staff)
        {
            return Results.Forbid();
        }

        Directory.CreateDirectory(place.DataDirectory);
        var csv = new FileStream(Path.Combine(place.DataDirectory, Secret.Make(24) + ".tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
        var told = await rejects.ReadAsync(staff.Actor, new ImportRunId(id), csv, reason => words[reason.Code, reason.Args].Value, ct);
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
        return Results.File(csv, "text/csv; charset=utf-8", FormattableString.Invariant($"import-{id}-rows.csv"));
    }
}
