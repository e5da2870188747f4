using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House;

/// <summary>The browser of the tests, tried itself.</summary>
public class BrowserHarnessTests : BrowserTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1/");

    [Fact]
    public async Task A_picture_without_words_does_not_pass_axe()
    {
        var page = await PersonAsync(Nowhere);
        await page.SetContentAsync("<html lang='en'><head><title>t</title></head><body><main><h1>Orders</h1><img src='data:,'></main></body></html>");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Axe.AssertCleanAsync(page));

        Assert.Contains("image-alt", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_page_passes_axe()
    {
        var page = await PersonAsync(Nowhere);
        await page.SetContentAsync("<html lang='en'><head><title>t</title></head><body><main><h1>Orders</h1></main></body></html>");

        await Axe.AssertCleanAsync(page);
    }

    [Fact]
    public async Task A_script_error_a_breach_of_the_policy_and_a_foreign_request_are_complaints()
    {
        var page = await PersonAsync(Nowhere);
        await page.SetContentAsync("""
            <html><head><meta http-equiv="Content-Security-Policy" content="img-src 'none'"></head><body>
            <img src="http://127.0.0.1/x.png"><script>setTimeout(() => { throw new Error('broken on purpose'); })</script>
            <iframe src="http://elsewhere.invalid/"></iframe></body></html>
            """);
        await page.WaitForFunctionAsync("() => new Promise(done => setTimeout(() => done(true), 200))");

        Assert.Contains(Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Complaints, complaint => complaint.Contains("broken on purpose", StringComparison.Ordinal));
        Assert.Contains(Complaints, complaint => complaint.Contains("elsewhere.invalid", StringComparison.Ordinal));
        Forgive("");
    }
}
