using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Account;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Exports;

/// <summary>What came of a bulk action for each order, as a file that opens in a spreadsheet.</summary>
internal static class BulkRowsFile
{
    private static readonly string[] Head = ["order", "total", "currency", "status", "outcome", "why"];

    public static void MapBulkRows(this IEndpointRouteBuilder app) =>
        app.MapGet($"{Links.BulkRuns}/{{id:long}}/rows.csv", SendAsync).RequireAuthorization(OrdersPermissions.Read);

    private static async Task<IResult> SendAsync(long id, HttpContext http, StaffDirectory directory, BulkSheet sheet, Say say, IStringLocalizer<StateWords> states, CancellationToken ct)
    {
        if (SessionClaims.KeyOf(http.User) is not { } key || await directory.FindAsync(key, ct) is not { } staff)
        {
            return Results.Forbid();
        }

        var first = await sheet.ReadAsync(staff.Actor, new BulkRunId(id), null, new Paging(Paging.MaxSize), ct);
        if (first.Error is { } error)
        {
            return error.Kind is ErrorKind.NotFound ? Results.NotFound() : Results.Forbid();
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(body => WriteAsync(body, first.Value!.Page, async after => (await sheet.ReadAsync(staff.Actor, new BulkRunId(id), null, new Paging(Paging.MaxSize, after), ct)).Value?.Page, say, states, ct),
            "text/csv; charset=utf-8", FormattableString.Invariant($"bulk-{id}.csv"));
    }

    private static async Task WriteAsync(Stream body, Page<BulkSheet.Row> page, Func<string, Task<Page<BulkSheet.Row>?>> nextAsync, Say say, IStringLocalizer<StateWords> states, CancellationToken ct)
    {
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        // Names of people stand in reasons: nothing of it may run as a formula.
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
        await WriteRowAsync(csv, Head);
        for (var shown = page; shown is not null; shown = shown.Next is { } after ? await nextAsync(after) : null)
        {
            foreach (var row in shown.Rows)
            {
                await WriteRowAsync(csv, row.OrderId.Number, row.Total.Major.ToString(CultureInfo.InvariantCulture), row.Total.Currency, states.Word(row.Status), states.Word(row.Outcome), row.Why is { } why ? say.Words(why) : "");
            }
        }

        await csv.FlushAsync();
        await text.FlushAsync(ct);
    }

    private static async Task WriteRowAsync(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        await csv.NextRecordAsync();
    }
}
