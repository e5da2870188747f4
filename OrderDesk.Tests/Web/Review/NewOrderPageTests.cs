using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Review;

/// <summary>An agent types an order in.</summary>
public sealed class NewOrderPageTests : DeskPageTest
{
    [Fact]
    public async Task A_known_customer_an_article_and_a_total_become_an_order()
    {
        await Shop.StockAsync("MUG", 9);
        await Shop.TakenAsync(Shop.Order());
        SignIn(Desk.Agent("Mei"));
        var page = Open<NewOrderPage>();

        await page.Find("[data-field=buyer]").ChangeAsync("buyer1@example.com");
        await page.WaitForElement("[data-buyer]").ClickAsync();
        Assert.Equal("1 Example Street", page.Find("[data-field='shipping.line1']").GetAttribute("value"));
        await page.Find("form").SubmitAsync();
        Assert.NotEmpty(page.FindAll(".field-error"));
        await page.Find("[data-field=article]").ChangeAsync("MUG");
        await page.WaitForElement("[data-article=MUG]").ClickAsync();
        await page.Find("[data-sku=MUG] input[step=any]").ChangeAsync("9.5");
        Assert.Equal("9.50", page.Find("[data-sku=MUG] input[step=any]").GetAttribute("value"));
        await page.Find("[data-sku=MUG] input[step=any]").ChangeAsync("10");
        Assert.Contains("10.00", page.Find("[data-part=total]").TextContent, StringComparison.Ordinal);
        await page.Find("[data-field=paid]").ChangeAsync(true);
        await page.Find("form").SubmitAsync();
        Assert.Contains("the same articles", page.Find("[data-part=problem]").TextContent, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();

        await WaitAsync(async () =>
        {
            await using var db = Desk.Db();
            return await db.Orders.CountAsync(Ct) == 2;
        });
    }
}
