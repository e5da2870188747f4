using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Access.Upkeep;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Access;

public class SessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_cookie_is_worthless_after_signing_out(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        var (here, there) = (await room.SessionAsync(), await room.SessionAsync());

        await EndAsync(desk, rina, here);

        Assert.Null(await room.WhoAsync(here));
        Assert.NotNull(await room.WhoAsync(there));
    }

    [Fact]
    public async Task A_cookie_with_another_secret_is_worthless()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);
        await room.HireAsync(StaffRoles.Administrator, "ade@example.com", demo: true);
        var session = await room.SessionAsync();
        var other = await room.SessionAsync("ade@example.com");

        Assert.Null(await room.WhoAsync(session with { Secret = other.Secret }));
        Assert.Null(await room.WhoAsync(session with { StaffId = other.StaffId }));
        Assert.Null(await room.WhoAsync(session with { SessionId = other.SessionId }));
    }

    [Fact]
    public async Task An_agent_is_signed_out_after_half_an_hour_of_rest_and_a_manager_after_a_quarter()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);
        await room.HireAsync(StaffRoles.Manager | StaffRoles.Agent, "maya@example.com", demo: true);
        var (agent, manager) = (await room.SessionAsync(), await room.SessionAsync("maya@example.com"));

        desk.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.NotNull(await room.WhoAsync(agent));
        Assert.Null(await room.WhoAsync(manager));

        desk.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await room.WhoAsync(agent));
    }

    [Theory, EveryDatabase]
    public async Task Work_keeps_a_session_alive_on_every_node_but_never_past_twelve_hours(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await using var node = desk.AnotherNode();
        var (room, other) = (new StaffRoom(desk), new StaffRoom(node));
        var rina = await room.HireAsync(StaffRoles.Agent);
        var session = await room.SessionAsync();
        for (var hours = 0.25; hours < 12; hours += 0.25)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(15));
            await desk.UseAsync<KeepSession, Result>(keep => keep.RunAsync(rina, new KeepSession.Command(session.SessionId), Ct));
            Assert.NotNull(await other.WhoAsync(session));
        }

        desk.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await room.WhoAsync(session));
        Assert.Null(await other.WhoAsync(session));
    }

    [Theory, EveryDatabase]
    public async Task Another_node_knows_within_seconds_that_somebody_is_switched_off(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await using var node = desk.AnotherNode();
        var (room, other) = (new StaffRoom(desk), new StaffRoom(node));
        var rina = await room.HireAsync(StaffRoles.Agent);
        var session = await room.SessionAsync();
        Assert.NotNull(await other.WhoAsync(session));

        await desk.UseAsync<DisableStaff, Result>(disable => disable.RunAsync(desk.Administrator(), new DisableStaff.Command(rina.Id), Ct));

        Assert.Null(await room.WhoAsync(session));
        desk.Clock.Advance(StaffDirectory.Freshness + TimeSpan.FromMilliseconds(1));
        Assert.Null(await other.WhoAsync(session));
    }

    [Fact]
    public async Task The_feed_makes_another_node_forget_at_once()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var node = desk.AnotherNode();
        var (room, other) = (new StaffRoom(desk), new StaffRoom(node));
        var rina = await room.HireAsync(StaffRoles.Agent);
        var session = await room.SessionAsync();
        await other.WhoAsync(session);
        await EndAsync(desk, rina, session);
        var heard = new TaskCompletionSource();
        node.Services.GetRequiredService<StaffDirectory>().Moved += id => _ = id == rina.Id && heard.TrySetResult();

        node.Services.GetRequiredService<ChangeFeed>().Committed(new HashSet<(string, long)> { ("staff", rina.Id.Value) });

        await heard.Task.WaitAsync(Ct);
        Assert.Null(await other.WhoAsync(session));
    }

    [Theory, EveryDatabase]
    public async Task Ending_the_other_sessions_keeps_the_one_that_asks(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        var (here, there) = (await room.SessionAsync(), await room.SessionAsync());

        await desk.UseAsync<EndOtherSessions, Result>(end => end.RunAsync(rina, new EndOtherSessions.Command(here.SessionId), Ct));

        Assert.NotNull(await room.WhoAsync(here));
        Assert.Null(await room.WhoAsync(there));
        var open = await desk.UseAsync<OwnSessions, Result<IReadOnlyList<OwnSessions.Row>>>(own => own.ReadAsync(rina, Ct));
        Assert.Equal([here.SessionId], open.Value!.Select(row => row.Id));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else_but_an_administrator()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);
        var session = await room.SessionAsync();

        Assert.Equal("access.session-not-found", (await EndAsync(desk, desk.Manager(), session)).Error?.Code);
        Assert.NotNull(await room.WhoAsync(session));
        Assert.True((await EndAsync(desk, desk.Administrator(), session)).IsOk);
        Assert.Null(await room.WhoAsync(session));
    }

    [Theory, EveryDatabase]
    public async Task A_new_password_ends_every_other_session(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        var (here, there) = (await room.SessionAsync(), await room.SessionAsync());

        var refused = await ChangeAsync("wrong", "a quiet river bends twice");
        var weak = await ChangeAsync(StaffRoom.Password, "Password2026!");
        var changed = await ChangeAsync(StaffRoom.Password, "a quiet river bends twice");

        Assert.Equal("access.password-wrong", refused.Error?.Code);
        Assert.Equal("access.password-guessed", weak.Error?.Code);
        Assert.True(changed.IsOk, changed.Error?.Code);
        Assert.NotNull(await room.WhoAsync(here));
        Assert.Null(await room.WhoAsync(there));
        Assert.False((await room.SignInAsync()).IsOk);
        Assert.True((await room.SignInAsync(password: "a quiet river bends twice")).IsOk);

        Task<Result> ChangeAsync(string current, string next) =>
            desk.UseAsync<ChangePassword, Result>(change => change.RunAsync(rina, new ChangePassword.Command(current, next, here.SessionId), Ct));
    }

    [Fact]
    public async Task What_a_browser_says_of_itself_is_kept_short_and_plain()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);

        await desk.UseAsync<SignIn, Result<SignIn.Outcome>>(signIn =>
            signIn.RunAsync(new SignIn.Command("rina@example.com", StaffRoom.Password, null, "evil\r\n\u001b[31m" + new string('x', 500)), Ct));

        await using var db = desk.Db();
        var browser = (await db.StaffSessions.SingleAsync(Ct)).Browser!;
        Assert.StartsWith("evil[31m", browser, StringComparison.Ordinal);
        Assert.Equal(200, browser.Length);
    }

    [Theory, EveryDatabase]
    public async Task Sessions_and_links_that_ended_long_ago_are_forgotten(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);
        await room.SessionAsync();
        await room.InviteAsync(desk.Administrator(), "old@example.com", StaffRoles.Agent);
        desk.Clock.Advance(TrimSessions.Keep + TimeSpan.FromDays(2));
        var now = await room.SessionAsync();
        var invited = await room.InviteAsync(desk.Administrator(), "new@example.com", StaffRoles.Agent);

        var run = await desk.HoldJobAsync("sessions");
        var outcome = await desk.UseAsync((TrimSessions trim) => trim.WorkAsync(run, Ct));

        Assert.Equal(("jobs.sessions.trimmed", "1", "1"), (outcome!.Code, outcome.Args[0], outcome.Args[1]));
        Assert.NotNull(await room.WhoAsync(now));
        Assert.True((await room.AcceptAsync(invited.Value!.Link.Secret, name: "Nia New")).IsOk);
        Assert.Null(await desk.UseAsync((TrimSessions trim) => trim.WorkAsync(run, Ct)));
    }

    private static Task<Result> EndAsync(TestDesk desk, Actor actor, SessionKey session) =>
        desk.UseAsync<EndSession, Result>(end => end.RunAsync(actor, new EndSession.Command(session.SessionId), Ct));
}
