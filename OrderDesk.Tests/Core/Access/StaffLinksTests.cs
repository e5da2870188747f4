using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Access;

public class StaffLinksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_invited_person_sets_a_password_and_signs_in(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);

        var invited = await room.InviteAsync(desk.Administrator(), "wei@example.com", StaffRoles.WarehouseLead);
        var accepted = await room.AcceptAsync(invited.Value!.Link.Secret, name: "Wei Zhang");

        Assert.True(accepted.IsOk, accepted.Error?.Code);
        var who = await room.WhoAsync((await room.SignInAsync("wei@example.com", "a quiet river bends twice")).Value!.Session!);
        Assert.Equal(("Wei Zhang", StaffRoles.WarehouseLead), (who!.Staff.Name, who.Staff.Roles));
        Assert.Equal(["staff.invited", "staff.accepted", "session.started"], await room.TrailAsync());
        await using var db = desk.Db();
        Assert.DoesNotContain(invited.Value.Link.Secret, (await db.OneTimeLinks.SingleAsync(Ct)).SecretHash, StringComparison.Ordinal);
        Assert.DoesNotContain(invited.Value.Link.Secret, invited.Value.ToString(), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_link_works_once_also_for_two_at_the_same_moment(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var link = (await room.InviteAsync(desk.Administrator(), "wei@example.com", StaffRoles.Agent)).Value!.Link;

        var answers = await Task.WhenAll(
            Task.Run(() => room.AcceptAsync(link.Secret, "a quiet river bends twice"), Ct),
            Task.Run(() => room.AcceptAsync(link.Secret, "seven lamps along the pier"), Ct));

        Assert.Single(answers, answer => answer.IsOk);
        Assert.Single(answers, answer => answer.Error?.Code == "access.link-gone");
    }

    [Fact]
    public async Task A_link_lapses_after_a_day_and_a_newer_one_takes_its_place()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var invited = (await room.InviteAsync(desk.Administrator(), "wei@example.com", StaffRoles.Agent)).Value!;
        var newer = await room.ResetAsync(desk.Administrator(), invited.StaffId);
        Assert.Equal(OneTimeLinkPurpose.Invitation, newer.Value!.Purpose);
        Assert.Equal("access.link-gone", (await room.AcceptAsync(invited.Link.Secret)).Error?.Code);

        desk.Clock.Advance(OneTimeLink.Lifetime);

        Assert.Equal("access.link-gone", (await room.AcceptAsync(newer.Value.Secret)).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_password_reset_ends_the_sessions_and_leaves_the_second_factor(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        var session = await room.SessionAsync();
        await room.EnrolAsync(rina, session.SessionId);
        var link = (await room.ResetAsync(desk.Administrator(), rina.Id)).Value!;
        Assert.NotNull(await room.WhoAsync(session));

        await room.AcceptAsync(link.Secret);

        Assert.Null(await room.WhoAsync(session));
        Assert.Equal(SignInStep.SecondFactor, (await room.SignInAsync(password: "a quiet river bends twice")).Value!.Step);
    }

    [Theory, EveryDatabase]
    public async Task The_setup_link_makes_one_administrator(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var (before, after) = (await SetupAsync(desk), await SetupAsync(desk));

        var wrong = await room.AcceptAsync(before.Value!.Secret, "short", email: "not an address");
        var made = await room.AcceptAsync(before.Value.Secret, name: "Ade Bello", email: "ade@example.com");
        var second = await room.AcceptAsync(after.Value!.Secret, name: "Eve", email: "eve@example.com");

        Assert.Equal(["email", "displayName", "password"], wrong.Error!.Fields.Select(field => field.Field));
        Assert.True(made.IsOk, made.Error?.Code);
        Assert.Equal("access.link-gone", second.Error?.Code);
        Assert.Equal("access.already-set-up", (await SetupAsync(desk)).Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(StaffRoles.Administrator, (await db.Users.SingleAsync(Ct)).Roles);
    }

    [Fact]
    public async Task Every_mistake_of_an_invitation_is_named()
    {
        await using var desk = await TestDesk.OpenAsync();

        var refused = await desk.UseAsync<InviteStaff, Result<InviteStaff.Invited>>(invite =>
            invite.RunAsync(desk.Administrator(), new InviteStaff.Command("two words@example", StaffRoles.None, new string('x', 101)), Ct));

        Assert.Equal(["email", "displayName", "roles"], refused.Error!.Fields.Select(field => field.Field));
    }

    private static Task<Result<IssuedLink>> SetupAsync(TestDesk desk) =>
        desk.UseAsync<IssueSetupLink, Result<IssuedLink>>(setup => setup.RunAsync(Actor.System("start"), Ct));
}
