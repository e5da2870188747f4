using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Access;

namespace OrderDesk.Tests.Web.Access;

/// <summary>The audit trail speaks: words for properties, and values as people write them.</summary>
public sealed class AuditSpeechTests : DeskPageTest
{
    [Fact]
    public async Task A_new_variant_is_told_with_its_price_its_traits_and_a_dash_for_what_is_not_known()
    {
        await AddVariantAsync();

        var page = OpenAt("/audit?action=variant.");

        Assert.Equal(("List price", "GBP\u00a012.50"), (Name(page, "Price"), After(page, "Price")));
        Assert.Equal(("Cost", "GBP 4.1234"), (Name(page, "Cost"), After(page, "Cost")));
        Assert.Equal("Fragile, Battery", After(page, "Traits"));
        Assert.Equal(("Height (mm)", "–"), (Name(page, "HeightMm"), After(page, "HeightMm")));
        Assert.Empty(page.FindAll("[data-difference=HeightMm] del"));
    }

    [Fact]
    public async Task A_price_that_changes_is_told_in_the_currency_that_the_variant_has()
    {
        var variant = await AddVariantAsync();
        await Desk.WriteAsync(async write =>
        {
            var found = await write.Db.Variants.SingleAsync(v => v.Id == variant, Ct);
            found.Reprice(130_000, null, "GBP");
            return true;
        });

        var page = OpenAt("/audit?action=variant.changed");

        Assert.Equal(("GBP\u00a012.50", "GBP\u00a013.00"), (Before(page, "Price"), After(page, "Price")));
        Assert.Equal(("GBP 4.1234", "–"), (Before(page, "Cost"), After(page, "Cost")));
        Assert.Empty(page.FindAll("[data-difference=Currency]"));
    }

    [Fact]
    public async Task Money_that_an_agent_records_is_told_with_its_currency_its_state_and_its_time_here()
    {
        var order = await OrderAsync(order => order["payment"] = new { method = "card", status = "pending", currency = "GBP" });
        await Desk.UseAsync((RecordPayment pay) => pay.RunAsync(Desk.Agent(), new RecordPayment.Command(order.Id, order.Version, PaymentStatus.Paid, 10m, "ref-7"), Ct));

        var page = OpenAt("/audit?action=order.changed");

        Assert.Equal(("Payment", "Not paid", "Paid"), (Name(page, "Payment"), Before(page, "Payment"), After(page, "Payment")));
        Assert.Equal(("Amount paid", "GBP\u00a010.00"), (Name(page, "PaymentMinor"), After(page, "PaymentMinor")));
        Assert.Equal(Desk.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), After(page, "PaidAt"));
    }

    [Fact]
    public async Task A_decided_case_is_told_by_the_number_of_its_order_and_the_name_of_who_decided()
    {
        var rina = await new StaffRoom(Desk).HireAsync(StaffRoles.Agent);
        var order = await OrderAsync(order => order["payment"] = new { method = "card", status = "voided", amount = 10m, currency = "GBP" });
        var approved = await Desk.UseAsync((ApproveOrder approve) => approve.RunAsync(rina, new ApproveOrder.Command(order.Id, order.Version, [], null), Ct));
        Assert.True(approved.IsOk, approved.Error?.Code);

        var page = OpenAt("/audit?action=case.");

        Assert.Equal((rina.Name, "Waiting", "Decided", "Approved"), (After(page, "DecidedBy"), Before(page, "State"), After(page, "State"), After(page, "Verdict")));
        Assert.Equal($"Review case {order.Id.Number}", page.Find($"tbody a[href*='{order.Id.Number}']").TextContent);
    }

    [Fact]
    public async Task What_is_wrong_with_an_item_of_the_inbox_is_told_in_words()
    {
        var body = Shop.Order();
        body["currency"] = "XXQ";
        await Shop.SendAsync(body);
        await using var db = Desk.Db();
        var item = await db.InboxItems.SingleAsync(Ct);
        await Desk.UseAsync((OwnInboxItem own) => own.RunAsync(Desk.Agent(), new OwnInboxItem.Command(item.Id, item.Version), Ct));
        await Desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(Desk.Agent(), new CorrectAndReplay.Command(item.Id, "{}", item.Version + 1), Ct));

        var page = OpenAt("/audit?action=inbox.changed");

        Assert.Equal("Owner", Name(page, "OwnerId"));
        Assert.Contains("XXQ is not an ISO 4217 currency.", Before(page, "Problems"), StringComparison.Ordinal);
        Assert.Contains("changed, the value is not kept", page.Find("[data-difference=Payload]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_into_the_trail_is_told_with_what_was_asked_for()
    {
        var rina = await new StaffRoom(Desk).HireAsync(StaffRoles.Agent);
        await Desk.UseAsync((AuditLines lines) => lines.ReadAsync(
            Desk.Manager(), new AuditLines.Filter(rina.Id, "staff.", "order", 1_000_123, From: Desk.Now), new(), Ct));

        var page = OpenAt("/audit?action=audit.read");

        var line = page.FindAll("tbody tr")[^1];
        Assert.Equal(["Who", "What was done", "About", "From"], line.QuerySelectorAll("[data-difference] > span:first-child").Select(name => name.TextContent.Trim()));
        Assert.Equal(
            [rina.Name, "People: everything", "OD-1000123", Desk.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)],
            line.QuerySelectorAll("[data-difference] ins").Select(value => value.TextContent.Trim()));
    }

    [Fact]
    public async Task A_detail_that_nobody_knows_any_more_is_shown_as_it_is_kept()
    {
        await Desk.WriteAsync(write => write.Audit("product.changed", "product", 17, new { OldName = new object?[] { "x", 3 }, DryRun = true }));

        var page = OpenAt("/audit?action=product.");

        Assert.Equal(("OldName", "x", "3"), (Name(page, "OldName"), Before(page, "OldName"), After(page, "OldName")));
        Assert.Equal(("Trial", "Yes"), (Name(page, "DryRun"), After(page, "DryRun")));
    }

    [Fact]
    public async Task The_figures_of_an_import_are_told_in_whole_money_without_a_currency_because_a_file_may_hold_several()
    {
        await Desk.WriteAsync(write => write.Audit("import.done", "import", 1, new ImportTally { RowsRead = 49, LinesExact = 19_951_000 }));

        var page = OpenAt("/audit?action=import.");

        Assert.Equal(("1,995.10", "1,995.10"), (After(page, "LinesExact"), After(page, "LinesValue")));
        Assert.Equal(("Rows read", "49"), (Name(page, "RowsRead"), After(page, "RowsRead")));
    }

    [Fact]
    public async Task Everything_is_told_in_the_language_of_whoever_looks()
    {
        await AddVariantAsync();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hant");

        var page = OpenAt("/audit?action=variant.");

        Assert.Equal(("特性", "易碎、含電池"), (Name(page, "Traits"), After(page, "Traits")));
    }

    private Task<VariantId> AddVariantAsync() => Desk.WriteAsync(write =>
    {
        var variant = Variant.Create(write.NewId<VariantId>(), new ProductId(1), "LAMP-1", "Lamp", 125_000, "GBP");
        variant.Describe(null, null, 900, null, ProductTraits.Fragile | ProductTraits.Battery);
        variant.Reprice(125_000, 41_234, "GBP");
        var product = Product.Create(variant.ProductId, "Lamp", write.Now);
        write.Db.Products.Add(product);
        write.Db.Variants.Add(variant);
        return Task.FromResult(variant.Id);
    });

    private async Task<Order> OrderAsync(Action<Dictionary<string, object?>> spoil)
    {
        await Shop.StockAsync("MUG", 50);
        var body = Shop.Order();
        spoil(body);
        var sent = await Shop.SendAsync(body);
        Assert.True(sent.IsOk, sent.Error?.Code);
        await using var db = Desk.Db();
        return await db.Orders.SingleAsync(Ct);
    }

    private IRenderedComponent<AuditPage> OpenAt(string url)
    {
        SignIn(Desk.Manager());
        Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        return Open<AuditPage>();
    }

    private static string Name(IRenderedComponent<AuditPage> page, string difference) => page.Find($"[data-difference={difference}] > span").TextContent;

    private static string Before(IRenderedComponent<AuditPage> page, string difference) => page.Find($"[data-difference={difference}] del").TextContent.Trim();

    private static string After(IRenderedComponent<AuditPage> page, string difference) => page.Find($"[data-difference={difference}] ins").TextContent.Trim();
}
