using System.Text;
using Microsoft.Playwright;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Browser;

/// <summary>A file goes through the browser into the running desk, and what could not be taken is put right in the inbox.</summary>
public sealed class ImportTests : BrowserTests
{
    private const string ThreeRows =
        "external_id,placed_at,currency,sku,quantity,unit_price,total\n" +
        "BR-1,2026-01-05 10:00:00,GBP,MUG,2,1.50,3.00\nBR-2,2026-01-05 10:00:00,GBP,MUG,1,1.50,1.50\nBR-3,2026-01-05 10:00:00,GBP,MUG,two,1.50,3.00\n";

    [Fact]
    public async Task A_sent_file_runs_to_its_end_and_its_bad_row_is_corrected_in_the_inbox()
    {
        await using var desk = await DemoDoor.StartAsync(ct: Ct);
        var page = await PersonAsync(desk.Address);
        await page.SignInAsync("Administrator");
        await page.GotoAsync(Links.Imports);
        await page.IsLiveAsync();

        await page.SetInputFilesAsync("[data-field=file]", new FilePayload { Name = "orders.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(ThreeRows) });
        await page.FillAsync("[data-field=channel]", "browser-shop");
        await page.UncheckAsync("[data-field=trial]");
        await page.ClickAsync("[data-action=import]");

        await page.WaitForSelectorAsync("[data-part=import-result] [data-status=Done]", new() { Timeout = 60_000 });
        Assert.Equal("3 rows read = 2 imported + 0 updated + 0 skipped + 1 rejected", await page.TextContentAsync("[data-part=equation]"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-action=rows]"));
        await using (var rows = await download.CreateReadStreamAsync())
        {
            Assert.Contains("BR-3", await new StreamReader(rows).ReadToEndAsync(Ct), StringComparison.Ordinal);
        }

        await page.GotoAsync(Links.Intake);
        await page.ClickAsync("[data-grid=inbox] tbody a:has-text('BR-3')");
        var payload = page.Locator("#inbox-payload");
        await payload.FillAsync((await payload.InputValueAsync()).Replace("two", "2", StringComparison.Ordinal));
        await page.ClickAsync("[data-action=replay]");
        await page.WaitForURLAsync("**/orders/OD-*");
    }
}
