using System.Text;
using Microsoft.Playwright;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Browser;

/// <summary>A file goes with a note and comes down again as a file, for a colleague and for nobody who is not signed in.</summary>
public sealed class AttachTests : BrowserTests
{
    [Fact]
    public async Task A_file_goes_with_a_note_and_comes_down_as_a_file()
    {
        var desk = await DemoDoor.SharedAsync();
        var page = await PersonAsync(desk.Address, signedIn: await DemoDoor.AdmittedAsync("Manager"));
        await page.GotoAsync("/orders?status=shipped");
        await page.IsLiveAsync();
        await page.Locator("tbody tr a[data-open], tbody tr a").First.ClickAsync();
        await page.WaitForSelectorAsync("[data-part=timeline]");
        var content = "Line one, 第二行"u8.ToArray();

        await page.SetInputFilesAsync("[data-field=note-file]", new FilePayload { Name = "run.exe", MimeType = "application/octet-stream", Buffer = content });
        await page.WaitForSelectorAsync("[data-part=timeline] .field-error");
        await page.SetInputFilesAsync("[data-field=note-file]", new FilePayload { Name = "发票 <b>.txt", MimeType = "text/html", Buffer = content });
        await page.WaitForSelectorAsync(".note-box [data-file]");
        await page.FillAsync("#case-note", "The paper of the carrier");
        await page.ClickAsync("[data-action=note]");
        var link = await page.WaitForSelectorAsync(".timeline [data-file]");

        Assert.Equal(0, await page.Locator(".note-box [data-file]").CountAsync());
        var address = new Uri(desk.Address, await link!.GetAttributeAsync("href"));
        var answer = await page.Context.APIRequest.GetAsync(address.ToString());
        Assert.Equal(content, await answer.BodyAsync());
        Assert.StartsWith("attachment", answer.Headers["content-disposition"], StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''%E5%8F%91%E7%A5%A8", answer.Headers["content-disposition"], StringComparison.Ordinal);
        Assert.Equal(("application/octet-stream", "nosniff"), (answer.Headers["content-type"], answer.Headers["x-content-type-options"]));
        Assert.StartsWith("sandbox", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        var stranger = await PersonAsync(desk.Address);
        var refused = await stranger.Context.APIRequest.GetAsync(address.ToString(), new() { MaxRedirects = 0 });
        Assert.NotEqual(200, refused.Status);
        Assert.DoesNotContain("Line one", Encoding.UTF8.GetString(await refused.BodyAsync()), StringComparison.Ordinal);
    }
}
