using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Access;

public class StaffTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Other_roles_end_the_open_sessions(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent | StaffRoles.WarehouseLead);
        var session = await room.SessionAsync();

        var changed = await ChangeAsync(desk, desk.Administrator(), rina.Id, StaffRoles.Agent | StaffRoles.WarehouseLead, StaffRoles.Agent);

        Assert.True(changed.IsOk, changed.Error?.Code);
        Assert.Null(await room.WhoAsync(session));
        Assert.Equal(StaffRoles.Agent, (await room.WhoAsync(await room.SessionAsync()))!.Staff.Roles);
    }

    [Theory, EveryDatabase]
    public async Task Two_administrators_cannot_switch_each_other_off_at_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var ade = await room.HireAsync(StaffRoles.Administrator, "ade@example.com");
        var bea = await room.HireAsync(StaffRoles.Administrator, "bea@example.com");

        var answers = await Task.WhenAll(
            Task.Run(() => DisableAsync(desk, ade, bea.Id), Ct),
            Task.Run(() => ChangeAsync(desk, bea, ade.Id, StaffRoles.Administrator, StaffRoles.Agent), Ct));

        Assert.Single(answers, answer => answer.IsOk);
        Assert.Single(answers, answer => answer.Error?.Code == "access.last-administrator");
        await using var db = desk.Db();
        Assert.Equal(1, await db.Users.CountAsync(user => user.DisabledAt == null && (user.Roles & StaffRoles.Administrator) != 0, Ct));
    }

    [Fact]
    public async Task Nobody_locks_themselves_out()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Administrator, "bea@example.com");
        var ade = await room.HireAsync(StaffRoles.Administrator, "ade@example.com");

        Assert.Equal("access.not-yourself", (await DisableAsync(desk, ade, ade.Id)).Error?.Code);
        Assert.Equal("access.not-yourself", (await ChangeAsync(desk, ade, ade.Id, StaffRoles.Administrator, StaffRoles.Agent)).Error?.Code);
    }

    [Fact]
    public async Task Nobody_reaches_above_themselves()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Administrator, "bea@example.com");
        var ade = await room.HireAsync(StaffRoles.Administrator, "ade@example.com");
        var rina = await room.HireAsync(StaffRoles.Agent);
        var agent = desk.Agent();
        var lead = agent with { Permissions = new HashSet<string>([.. agent.Permissions, AccessPermissions.ManageUsers]) };

        Assert.Equal("access.role-above-own", (await room.InviteAsync(lead, "eve@example.com", StaffRoles.Administrator)).Error?.Code);
        Assert.Equal("access.role-above-own", (await ChangeAsync(desk, lead, rina.Id, StaffRoles.Agent, StaffRoles.Manager)).Error?.Code);
        Assert.Equal("access.role-above-own", (await DisableAsync(desk, lead, ade.Id)).Error?.Code);
        Assert.Equal("access.role-above-own", (await room.ResetAsync(lead, ade.Id)).Error?.Code);
        Assert.True((await room.InviteAsync(lead, "ann@example.com", StaffRoles.Agent)).IsOk);
        Assert.True((await DisableAsync(desk, lead, rina.Id)).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task An_address_has_one_account_whatever_its_letter_case(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);

        Assert.Equal("access.email-taken", (await room.InviteAsync(desk.Administrator(), "RINA@EXAMPLE.COM", StaffRoles.Agent)).Error?.Code);
    }

    [Fact]
    public async Task Who_decided_on_roles_that_changed_meanwhile_is_told()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);

        Assert.Equal("shared.changed-meanwhile", (await ChangeAsync(desk, desk.Administrator(), rina.Id, StaffRoles.Manager, StaffRoles.None | StaffRoles.WarehouseLead)).Error?.Code);
        Assert.Empty(await room.TrailAsync());
    }

    [Fact]
    public async Task The_list_says_who_can_sign_in()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);
        var off = await room.HireAsync(StaffRoles.Agent, "off@example.com");
        await DisableAsync(desk, desk.Administrator(), off.Id);
        await room.InviteAsync(desk.Administrator(), "wei@example.com", StaffRoles.WarehouseLead);

        var list = await desk.UseAsync<StaffList, Result<IReadOnlyList<StaffList.Row>>>(staff => staff.ReadAsync(desk.Administrator(), Ct));

        Assert.Equal(
            [("off", StaffState.Disabled), ("rina", StaffState.Active), ("wei", StaffState.Invited)],
            list.Value!.Select(row => (row.Name, row.State)));
    }

    [Fact]
    public async Task A_profile_names_every_wrong_choice_and_reaches_the_next_request()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        var session = await room.SessionAsync();

        var wrong = await UpdateAsync(new UpdateProfile.Command(" ", "tlh", "Mars/Olympus", "pink", null, false));
        var right = await UpdateAsync(new UpdateProfile.Command("Rina Ito", "zh-Hant", "Asia/Taipei", "dark", "comfortable", true));

        Assert.Equal(["displayName", "language", "timeZone"], wrong.Error!.Fields.Select(field => field.Field));
        Assert.True(right.IsOk, right.Error?.Code);
        var who = await room.WhoAsync(session);
        Assert.Equal("Rina Ito", who!.Actor.Name);
        Assert.Equal(("zh-Hant", "Asia/Taipei", "dark", "comfortable", true), who.Staff.Likes);

        Task<Result> UpdateAsync(UpdateProfile.Command command) => desk.UseAsync<UpdateProfile, Result>(update => update.RunAsync(rina, command, Ct));
    }

    private static Task<Result> DisableAsync(TestDesk desk, Actor actor, StaffId id) =>
        desk.UseAsync<DisableStaff, Result>(disable => disable.RunAsync(actor, new DisableStaff.Command(id), Ct));

    private static Task<Result> ChangeAsync(TestDesk desk, Actor actor, StaffId id, StaffRoles seen, StaffRoles roles) =>
        desk.UseAsync<ChangeRoles, Result>(change => change.RunAsync(actor, new ChangeRoles.Command(id, seen, roles), Ct));

    [Theory, EveryDatabase]
    public async Task Signing_somebody_out_everywhere_ends_their_sessions_and_nobody_elses(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var (rina, ade) = (await room.HireAsync(StaffRoles.Agent), desk.Administrator());
        await room.HireAsync(StaffRoles.Agent, "tomas@example.com");
        var (hers, his) = (await room.SessionAsync(), await room.SessionAsync("tomas@example.com"));

        var refused = await desk.UseAsync((EndStaffSessions end) => end.RunAsync(desk.Manager(), new EndStaffSessions.Command(rina.Id), Ct));
        var ended = await desk.UseAsync((EndStaffSessions end) => end.RunAsync(ade, new EndStaffSessions.Command(rina.Id), Ct));

        Assert.Equal("access.manage-forbidden", refused.Error?.Code);
        Assert.True(ended.IsOk);
        Assert.Null(await room.WhoAsync(hers));
        Assert.NotNull(await room.WhoAsync(his));
        var list = await desk.UseAsync((StaffList people) => people.ReadAsync(ade, Ct));
        Assert.Equal([0, 1], list.Value!.Select(row => row.OpenSessions));
        Assert.All(list.Value!, row => Assert.Equal(desk.Now, row.LastSeenAt));
    }
}
