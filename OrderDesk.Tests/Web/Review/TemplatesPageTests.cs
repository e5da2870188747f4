using Bunit;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Review;

/// <summary>A manager puts the company's own words in the place of those that ship.</summary>
public sealed class TemplatesPageTests : DeskPageTest
{
    [Fact]
    public async Task Own_words_are_kept_looked_at_and_taken_away()
    {
        SignIn(Desk.Manager());
        var page = Open<TemplatesPage>();
        page.WaitForElement("[data-template=delay] textarea");
        Assert.Equal(5, page.FindAll("[data-template]").Count);

        await page.Find("[data-template=delay] textarea").ChangeAsync("Soon, {you}");
        await page.Find("[data-template=delay] [data-action=keep]").ClickAsync();
        Assert.Contains("{you} cannot be filled in", page.Find("[data-template=delay] .field-error").TextContent, StringComparison.Ordinal);
        await page.Find("[data-template=delay] textarea").ChangeAsync("Soon, {customer}");
        await page.Find("[data-template=delay] [data-action=keep]").ClickAsync();
        page.WaitForElement("[data-template=delay] [data-action=drop]");
        Assert.Empty(page.FindAll(".field-error"));

        await page.Find("[data-template=delay] [data-action=drop]").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-action=drop]")));
        Assert.Equal(["Kept your words", "Back to the words that ship"], Said);
    }
}
