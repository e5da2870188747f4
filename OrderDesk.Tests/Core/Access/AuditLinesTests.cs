using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Access;

public class AuditLinesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Pages_follow_each_other_in_both_directions_without_a_gap(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var manager = desk.Manager();
        // Every third line shares its instant with its neighbours.
        for (var i = 1; i <= 25; i++)
        {
            await desk.WriteAsync(write => write.Audit("test.line", "test", i));
            desk.Clock.Advance(TimeSpan.FromSeconds(i % 3 == 0 ? 1 : 0));
        }

        var filter = new AuditLines.Filter(Action: "test.");
        var forth = new List<long>();
        var page = await ReadAsync(desk, manager, filter, new Paging(10));
        while (true)
        {
            forth.AddRange(page.Rows.Select(row => row.SubjectId));
            if (page.Next is null)
            {
                break;
            }

            page = await ReadAsync(desk, manager, filter, new Paging(10, page.Next));
        }

        var back = page.Rows.Select(row => row.SubjectId).ToList();
        while (page.Previous is not null)
        {
            page = await ReadAsync(desk, manager, filter, new Paging(10, page.Previous, Back: true));
            back.InsertRange(0, page.Rows.Select(row => row.SubjectId));
        }

        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(i => (long)i), forth);
        Assert.Equal(forth, back);
    }

    [Theory, EveryDatabase]
    public async Task Lines_are_found_by_who_what_which_and_when(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var ade = await room.HireAsync(StaffRoles.Administrator, "ade@example.com", demo: true);
        var rina = await room.HireAsync(StaffRoles.Agent);
        await room.SessionAsync();
        var between = desk.Now.AddSeconds(30);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.UseAsync<ChangeRoles, Result>(change => change.RunAsync(ade, new ChangeRoles.Command(rina.Id, StaffRoles.Agent, StaffRoles.WarehouseLead), Ct));

        Assert.Equal(["staff.roles-changed"], await ActionsAsync(new(ActorId: ade.Id)));
        Assert.Equal(["session.started"], await ActionsAsync(new(ActorId: rina.Id)));
        Assert.Equal(["staff.roles-changed"], await ActionsAsync(new(Action: "staff.")));
        Assert.Equal(["session.started"], await ActionsAsync(new(Action: "session.started")));
        Assert.Equal(["staff.roles-changed", "session.started"], await ActionsAsync(new(SubjectKind: "staff", SubjectId: rina.Id.Value)));
        Assert.Equal(["session.started"], await ActionsAsync(new(SubjectKind: "staff", Until: between)));
        Assert.Equal(["staff.roles-changed"], await ActionsAsync(new(SubjectKind: "staff", From: between)));
        var line = (await ReadAsync(desk, desk.Manager(), new(Action: "staff.roles-changed"), new Paging())).Rows.Single();
        Assert.Equal(("ade", new AuditLines.Difference("Roles", "Agent", "WarehouseLead")), (line.ActorName, line.Differences.Single()));

        async Task<IEnumerable<string>> ActionsAsync(AuditLines.Filter filter) =>
            (await ReadAsync(desk, desk.Manager(), filter, new Paging())).Rows.Select(row => row.Action);
    }

    [Fact]
    public async Task Looking_into_the_trail_is_a_line_of_the_trail_once_for_each_question()
    {
        await using var desk = await TestDesk.OpenAsync();
        var manager = desk.Manager();
        for (var i = 0; i < 3; i++)
        {
            await desk.WriteAsync(write => write.Audit("test.line", "test", i));
        }

        var page = await ReadAsync(desk, manager, new(Action: "test.line"), new Paging(2));
        await ReadAsync(desk, manager, new(Action: "test.line"), new Paging(2, page.Next));

        var looked = Assert.Single((await ReadAsync(desk, manager, new(ActorId: manager.Id, Action: "audit.read", Until: desk.Now.AddMinutes(1)), new Paging())).Rows, row => row.Differences.Count == 1);
        Assert.Equal(new AuditLines.Difference("Action", null, "test.line"), looked.Differences.Single());
    }

    [Fact]
    public async Task A_cursor_that_nobody_gave_out_is_the_first_page()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.WriteAsync(write => write.Audit("test.line", "test", 1));

        Assert.Single((await ReadAsync(desk, desk.Manager(), new(Action: "test.line"), new Paging(10, "9999999999999999999.x"))).Rows);
    }

    [Theory, EveryDatabase]
    public async Task An_amount_without_a_currency_of_its_own_line_has_the_one_of_its_row(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = (await shop.SendAsync(shop.Order())).Value!.Answer.Id;
        await shop.StockAsync("MUG", 1);
        await using var db = desk.Db();
        var variant = await db.Variants.SingleAsync(v => v.Sku == "MUG", Ct);
        await desk.WriteAsync(write =>
        {
            write.Audit("order.tried", "order", order, new { TotalMinor = new object?[] { 1_000, 2_000 }, PaymentMinor = new object?[] { null, 5 } });
            write.Audit("order.tried", "order", 77, new { TotalMinor = new object?[] { 1_000, 2_000 }, Currency = new object?[] { "EUR", "JPY" } });
            write.Audit("order.tried", "order", 78, new { TotalMinor = new object?[] { 1_000, 2_000 } });
            write.Audit("variant.tried", "variant", variant.Id.Value, new { Price = new object?[] { 1, 2 } });
        });

        var page = await ReadAsync(desk, desk.Manager(), new(Until: desk.Now.AddHours(1)), new Paging());
        var rows = page.Rows.Where(row => row.Action.EndsWith(".tried", StringComparison.Ordinal)).ToDictionary(row => row.SubjectId);

        Assert.Equal(("GBP", "GBP"), (rows[order].CurrencyOf("TotalMinor", before: true), rows[order].CurrencyOf("PaymentMinor", before: false)));
        Assert.Equal(("EUR", "JPY"), (rows[77].CurrencyOf("TotalMinor", before: true), rows[77].CurrencyOf("TotalMinor", before: false)));
        Assert.Null(rows[78].CurrencyOf("TotalMinor", before: true));
        Assert.Equal("GBP", rows[variant.Id.Value].CurrencyOf("Price", before: false));
    }

    [Fact]
    public async Task A_value_is_known_by_its_property_or_by_its_looks()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.WriteAsync(write => write.Audit("import.tried", "import", 1, new { mode = "History", Done = true, AsOf = desk.Now, Note = "Z", State = Array.Empty<object>(), CancelAsked = new object?[] { null, null } }));

        var told = (await ReadAsync(desk, desk.Manager(), new(Action: "import.tried"), new Paging())).Rows.Single().Differences;

        Assert.Equal([typeof(ImportMode), typeof(bool), typeof(DateTime), null, null, typeof(bool)], told.Select(one => one.Type));
        Assert.Equal(["State"], told.Where(one => one.Hidden).Select(one => one.Name));
    }

    private static async Task<Page<AuditLines.Row>> ReadAsync(TestDesk desk, Actor actor, AuditLines.Filter filter, Paging paging)
    {
        var result = await desk.UseAsync<AuditLines, Result<Page<AuditLines.Row>>>(lines => lines.ReadAsync(actor, filter, paging, Ct));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }
}
