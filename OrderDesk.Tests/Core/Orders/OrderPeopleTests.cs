using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Orders;

/// <summary>What names a person: kept searches and revealed contacts.</summary>
public class OrderPeopleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("Ada Sample ada＠example.com")]
    [InlineData("+44 20 7946 0001")]
    [InlineData("020 7946 0001")]
    [InlineData("07946095812")]
    [InlineData("(020) 7946-0001")]
    [InlineData("Ada 07946 095812")]
    [InlineData("07946095812 07946095813")]
    [InlineData("1000123, 07946095812")]
    [InlineData("020 7946 0001，020 7946 0002")]
    public void A_search_with_an_e_mail_or_phone_names_a_person(string text) => Assert.True(OrderNumbers.NamesPerson(text));

    [Theory]
    [InlineData("OD-1000123")]
    [InlineData("1000123")]
    [InlineData("1000123 1000124")]
    [InlineData("OD-1000123, W-17")]
    [InlineData("1000123;1000124\tOD-1000125")]
    [InlineData("#1042")]
    [InlineData("Ada Sample")]
    [InlineData("MUG-12")]
    [InlineData("订单 杯子")]
    public void A_search_for_numbers_and_words_does_not(string text) => Assert.False(OrderNumbers.NamesPerson(text));

    [Theory, EveryDatabase]
    public async Task A_kept_search_opens_for_its_owner_only(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var rina = desk.Agent();
        var kept = await desk.UseAsync((KeepSearch keep) => keep.RunAsync(rina, new KeepSearch.Command(" ada@example.com "), Ct));
        var again = await desk.UseAsync((KeepSearch keep) => keep.RunAsync(rina, new KeepSearch.Command("ada@example.com"), Ct));

        Assert.True(kept.IsOk, kept.Error?.Code);
        Assert.Equal(16, kept.Value.Length);
        Assert.Equal(kept.Value, again.Value);
        Assert.Equal("ada@example.com", (await desk.UseAsync((OpenSearch open) => open.ReadAsync(rina, kept.Value, Ct))).Value);
        Assert.Equal("orders.search-gone", (await desk.UseAsync((OpenSearch open) => open.ReadAsync(desk.Agent("Bo"), kept.Value, Ct))).Error?.Code);
    }

    [Fact]
    public async Task Only_the_newest_searches_of_a_person_are_kept()
    {
        await using var desk = await TestDesk.OpenAsync();
        var rina = desk.Agent();
        for (var n = 0; n <= KeepSearch.MostKept; n++)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            await desk.UseAsync((KeepSearch keep) => keep.RunAsync(rina, new KeepSearch.Command($"ada{n}@example.com"), Ct));
        }

        await using var db = desk.Db();
        Assert.Equal(KeepSearch.MostKept, await db.SavedSearches.CountAsync(Ct));
        Assert.False(await db.SavedSearches.AnyAsync(s => s.Text == "ada0@example.com", Ct));
    }

    [Theory, EveryDatabase]
    public async Task A_revealed_contact_leaves_a_line_in_the_audit_trail(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var id = new OrderId((await shop.SendAsync(shop.Order())).Value!.Answer.Id);

        var result = await desk.UseAsync((RevealContact reveal) => reveal.RunAsync(desk.Agent("Mei"), new RevealContact.Command(id), Ct));

        Assert.Equal("buyer1@example.com", result.Value?.Email);
        Assert.Equal("+442079460001", result.Value?.Phone);
        await using var db = desk.Db();
        var line = await db.AuditEntries.SingleAsync(e => e.Action == "order.contact-revealed", Ct);
        Assert.Equal(("Mei", "order", id.Value), (line.ActorName, line.SubjectKind, line.SubjectId));
    }

    [Fact]
    public async Task A_warehouse_lead_is_not_shown_how_to_reach_the_buyer()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        var id = new OrderId((await shop.SendAsync(shop.Order())).Value!.Answer.Id);

        var result = await desk.UseAsync((RevealContact reveal) => reveal.RunAsync(desk.WarehouseLead(), new RevealContact.Command(id), Ct));

        Assert.Equal("orders.see-personal-forbidden", result.Error?.Code);
        await using var db = desk.Db();
        Assert.False(await db.AuditEntries.AnyAsync(e => e.Action == "order.contact-revealed", Ct));
    }

    [Fact]
    public void Masks_leave_enough_to_recognise_and_not_enough_to_use()
    {
        Assert.Equal("a•••@e•••.com", ContactMask.Email("ada.sample@example.com"));
        Assert.Equal("•••", ContactMask.Email("@"));
        Assert.Equal("•••58", ContactMask.Phone("+44 20 7946 0958"));
        Assert.Equal("•••", ContactMask.Phone("12345"));
        Assert.Null(ContactMask.Email(null));
    }
}
