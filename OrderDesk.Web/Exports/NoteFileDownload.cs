using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Account;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Exports;

/// <summary>A file beside a note, as a file to keep: never shown in the browser, whatever is in it, and only for who may see the note.</summary>
internal static class NoteFileDownload
{
    public static void MapNoteFiles(this IEndpointRouteBuilder app) =>
        app.MapGet($"{Links.Orders}/{{number}}/files/{{id:long}}", SendAsync).RequireAuthorization(OrdersPermissions.Read);

    private static async Task<IResult> SendAsync(string number, long id, HttpContext http, StaffDirectory directory, NoteFiles files, CancellationToken ct)
    {
        if (SessionClaims.KeyOf(http.User) is not { } key || await directory.FindAsync(key, ct) is not { } staff)
        {
            return Results.Forbid();
        }

        var read = OrderId.Parse(number) is { } order ? await files.ReadAsync(staff.Actor, order, new NoteFileId(id), ct) : Error.NotFound("orders.file-gone");
        if (read.Value is not { } file)
        {
            return read.Error?.Kind is ErrorKind.NotFound ? Results.NotFound() : Results.Forbid();
        }

        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = file.Bytes;
        return Results.Stream(
            async body =>
            {
                await foreach (var part in files.ContentAsync(file, ct))
                {
                    await body.WriteAsync(part, ct);
                }
            },
            "application/octet-stream", file.Name);
    }
}
