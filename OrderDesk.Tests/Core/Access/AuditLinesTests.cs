using OrderDesk.Core.Access;
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

    private static async Task<Page<AuditLines.Row>> ReadAsync(TestDesk desk, Actor actor, AuditLines.Filter filter, Paging paging)
    {
        var result = await desk.UseAsync<AuditLines, Result<Page<AuditLines.Row>>>(lines => lines.ReadAsync(actor, filter, paging, Ct));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }
}
