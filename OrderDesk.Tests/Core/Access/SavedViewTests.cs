using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Access;

/// <summary>Views of a list: own or shared with roles, one that the list opens with, and nobody changes another person's.</summary>
public class SavedViewTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_own_view_is_kept_without_its_page_and_seen_by_its_owner_only(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, tomas, _) = await PeopleAsync(desk);

        var kept = await SaveAsync(desk, rina, View("Held mugs", "?status=on-hold&q=mug&after=p.5.7&back=1"));

        Assert.True(kept.IsOk, kept.Error?.Code);
        var row = Assert.Single((await ReadAsync(desk, rina)).Rows);
        Assert.Equal(("Held mugs", "q=mug&status=on-hold", true, false), (row.Name, row.Query, row.IsOwn, row.IsShared));
        Assert.Empty((await ReadAsync(desk, tomas)).Rows);
    }

    [Theory, EveryDatabase]
    public async Task A_shared_view_opens_the_list_of_its_roles_unless_a_person_chose_their_own(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, tomas, maya) = await PeopleAsync(desk);
        await SaveAsync(desk, maya, View("Team", "status=on-hold") with { Roles = StaffRoles.Agent, IsDefault = true });
        await SaveAsync(desk, rina, View("Mine first", "mine=1") with { IsDefault = true });

        Assert.Equal("Team", (await ReadAsync(desk, tomas)).Opening?.Name);
        Assert.Equal("Mine first", (await ReadAsync(desk, rina)).Opening?.Name);
        Assert.Equal(["Team", "Mine first"], (await ReadAsync(desk, rina)).Rows.Select(row => row.Name));

        await SaveAsync(desk, maya, View("Team two", "status=verifying") with { Roles = StaffRoles.Agent | StaffRoles.Manager, IsDefault = true });
        Assert.Equal("Team two", (await ReadAsync(desk, tomas)).Opening?.Name);
        Assert.Single((await ReadAsync(desk, tomas)).Rows, row => row.IsDefault);
    }

    [Theory, EveryDatabase]
    public async Task Who_may_not_share_does_not_and_a_view_that_names_a_person_is_never_shared(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, _, maya) = await PeopleAsync(desk);

        Assert.Equal("access.view-share-forbidden", (await SaveAsync(desk, rina, View("All", "") with { Roles = StaffRoles.Agent })).Error?.Code);
        var person = await SaveAsync(desk, maya, View("Ada", "s=abcDEF12345678AB") with { Roles = StaffRoles.Agent });
        Assert.Equal(("roles", "access.view-names-person"), Field(person));
        Assert.True((await SaveAsync(desk, maya, View("Ada", "s=abcDEF12345678AB"))).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task Wrong_names_and_states_are_named(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, _, _) = await PeopleAsync(desk);
        await SaveAsync(desk, rina, View("Held", "status=on-hold"));

        Assert.Equal(("name", "access.view-name"), Field(await SaveAsync(desk, rina, View("  ", ""))));
        Assert.Equal(("name", "access.view-name"), Field(await SaveAsync(desk, rina, View(new string('x', 41), ""))));
        Assert.Equal(("name", "access.view-name-taken"), Field(await SaveAsync(desk, rina, View("held", "q=1"))));
        Assert.Equal(("query", "access.view-query"), Field(await SaveAsync(desk, rina, View("A", "q=<script>"))));
        Assert.Equal(("query", "access.view-query"), Field(await SaveAsync(desk, rina, View("A", "q=%00"))));
        Assert.Equal(("query", "access.view-query"), Field(await SaveAsync(desk, rina, View("A", "q=" + new string('x', 2000)))));
        Assert.Equal(("query", "access.view-query"), Field(await SaveAsync(desk, rina, View("A", "") with { List = "elsewhere" })));
        Assert.Single((await ReadAsync(desk, rina)).Rows);
    }

    [Theory, EveryDatabase]
    public async Task Only_the_owner_changes_a_view_and_only_as_they_saw_it(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, tomas, maya) = await PeopleAsync(desk);
        await SaveAsync(desk, maya, View("Team", "status=on-hold") with { Roles = StaffRoles.Agent });
        var seen = (await ReadAsync(desk, maya)).Rows.Single();
        var change = new SaveView.Command(seen.Id, seen.Version, "orders", "Team!", seen.Query, seen.Roles, false);

        Assert.Equal("access.view-gone", (await SaveAsync(desk, tomas, change with { Roles = StaffRoles.None })).Error?.Code);
        Assert.True((await SaveAsync(desk, maya, change)).IsOk);
        Assert.Equal("shared.changed-meanwhile", (await SaveAsync(desk, maya, change with { Name = "Late" })).Error?.Code);
        Assert.Equal("Team!", (await ReadAsync(desk, rina)).Rows.Single().Name);
        Assert.Equal("access.view-gone", (await RemoveAsync(desk, rina, seen.Id, seen.Version)).Error?.Code);
        Assert.Equal("shared.changed-meanwhile", (await RemoveAsync(desk, maya, seen.Id, seen.Version)).Error?.Code);
        Assert.True((await RemoveAsync(desk, maya, seen.Id, seen.Version + 1)).IsOk);
        Assert.Empty((await ReadAsync(desk, rina)).Rows);
        await using var db = desk.Db();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "view.removed", Ct));
    }

    [Theory, EveryDatabase]
    public async Task Own_views_stand_as_they_were_arranged_and_end_at_a_limit(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, _, _) = await PeopleAsync(desk);
        var ids = new List<SavedViewId>();
        for (var number = 1; number <= SavedView.MostOfOne; number++)
        {
            ids.Add((await SaveAsync(desk, rina, View($"View {number}", $"q={number}"))).Value);
        }

        Assert.Equal("access.view-too-many", (await SaveAsync(desk, rina, View("One more", ""))).Error?.Code);
        var arranged = await desk.UseAsync<ArrangeViews, Result>(arrange => arrange.RunAsync(rina, new ArrangeViews.Command("orders", [ids[2], ids[0]]), Ct));
        Assert.True(arranged.IsOk);
        Assert.Equal(["View 3", "View 1", "View 2", "View 4"], (await ReadAsync(desk, rina)).Rows.Take(4).Select(row => row.Name));
    }

    private static SaveView.Command View(string name, string query) => new(null, 0, "orders", name, query, StaffRoles.None, IsDefault: false);

    private static (string, string)? Field(Result<SavedViewId> result) => result.Error is { Fields: [var field] } ? (field.Field, field.Code) : null;

    private static async Task<(Actor Rina, Actor Tomas, Actor Maya)> PeopleAsync(TestDesk desk)
    {
        var room = new StaffRoom(desk);
        return (await room.HireAsync(StaffRoles.Agent, "rina@example.com"), await room.HireAsync(StaffRoles.Agent, "tomas@example.com"), await room.HireAsync(StaffRoles.Manager, "maya@example.com"));
    }

    private static Task<Result<SavedViewId>> SaveAsync(TestDesk desk, Actor actor, SaveView.Command command) =>
        desk.UseAsync<SaveView, Result<SavedViewId>>(save => save.RunAsync(actor, command, Ct));

    private static Task<Result> RemoveAsync(TestDesk desk, Actor actor, SavedViewId id, int version) =>
        desk.UseAsync<RemoveView, Result>(remove => remove.RunAsync(actor, new RemoveView.Command(id, version), Ct));

    private static async Task<SavedViews.Answer> ReadAsync(TestDesk desk, Actor actor)
    {
        var answer = await desk.UseAsync<SavedViews, Result<SavedViews.Answer>>(views => views.ReadAsync(actor, "orders", Ct));
        Assert.True(answer.IsOk, answer.Error?.Code);
        return answer.Value;
    }
}
