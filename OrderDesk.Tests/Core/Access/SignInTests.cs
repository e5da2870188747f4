using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Access;

public class SignInTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("203.0.113.9");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_right_password_begins_a_session_with_the_rights_of_the_role(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);

        var session = await room.SessionAsync(" Rina@Example.com ");

        var who = await room.WhoAsync(session);
        Assert.Equal(rina.Id, who!.Actor.Id);
        Assert.True(who.Actor.Can(AccessPermissions.UseDesk));
        Assert.False(who.Actor.Can(AccessPermissions.ManageUsers));
        Assert.Equal(["session.started"], await room.TrailAsync());
        await using var db = desk.Db();
        Assert.DoesNotContain(session.Secret, (await db.StaffSessions.SingleAsync(Ct)).SecretHash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);

        var wrong = await room.SignInAsync(password: "not the right one");
        var unknown = await room.SignInAsync("nobody@example.com");

        Assert.Equal("access.sign-in-wrong", wrong.Error?.Code);
        Assert.Equal(wrong.Error, unknown.Error);
    }

    [Theory, EveryDatabase]
    public async Task Five_wrong_tries_pause_the_account_for_five_minutes(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);
        for (var i = 0; i < SignIn.TriesBeforePause; i++)
        {
            await room.SignInAsync(password: "wrong", from: IPAddress.Parse($"198.51.{i}.1"));
        }

        Assert.Equal("access.sign-in-wrong", (await room.SignInAsync(from: Elsewhere)).Error?.Code);

        desk.Clock.Advance(SignIn.Pause + TimeSpan.FromSeconds(1));
        Assert.True((await room.SignInAsync(from: Elsewhere)).IsOk);
        Assert.Contains("staff.paused", await room.TrailAsync());
    }

    [Fact]
    public async Task A_pause_made_by_others_does_not_keep_a_known_browser_out()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        for (var i = 0; i < SignIn.TriesBeforePause; i++)
        {
            await room.SignInAsync(password: "wrong", from: IPAddress.Parse($"198.51.{i}.1"));
        }

        Assert.True((await room.SignInAsync(known: rina.Id)).IsOk);
    }

    [Fact]
    public async Task An_administrator_can_end_a_pause()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        for (var i = 0; i < SignIn.TriesBeforePause; i++)
        {
            await room.SignInAsync(password: "wrong", from: IPAddress.Parse($"198.51.{i}.1"));
        }

        await desk.UseAsync<EnableStaff, OrderDesk.Core.Shared.Result>(enable => enable.RunAsync(desk.Administrator(), new EnableStaff.Command(rina.Id), Ct));

        Assert.True((await room.SignInAsync()).IsOk);
        Assert.Contains("staff.unlocked", await room.TrailAsync());
    }

    [Fact]
    public async Task Guessing_from_one_network_has_to_wait_longer_each_time()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Agent);
        for (var i = 0; i < 3; i++)
        {
            await room.SignInAsync(password: "wrong");
        }

        var atOnce = await room.SignInAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var later = await room.SignInAsync();

        Assert.Equal("access.slow-down", atOnce.Error?.Code);
        Assert.Equal(1, atOnce.Error!.Args[0]);
        Assert.True(later.IsOk, later.Error?.Code);
    }

    [Fact]
    public void The_wait_doubles_and_a_neighbour_waits_too()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var brake = new SignInBrake(clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<SignInBrake>.Instance);
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            brake.Failed("A", IPAddress.Parse("192.0.2.1"));
            waits.Add(brake.Wait("A", IPAddress.Parse("192.0.2.200")).TotalSeconds);
        }

        Assert.Equal([0, 0, 1, 2, 4, 8, 16, 32], waits);
        Assert.Equal(TimeSpan.Zero, brake.Wait("A", IPAddress.Parse("192.0.3.1")));
        Assert.Equal(TimeSpan.Zero, brake.Wait("B", IPAddress.Parse("192.0.2.1")));
        clock.Advance(SignInBrake.Memory);
        Assert.Equal(TimeSpan.Zero, brake.Wait("A", IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void A_network_that_tries_many_accounts_has_to_wait()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var brake = new SignInBrake(clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<SignInBrake>.Instance);
        for (var i = 0; i < SignInBrake.PerNetwork; i++)
        {
            brake.Failed($"account {i}", Elsewhere);
        }

        Assert.True(brake.Wait("somebody else", Elsewhere) > TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.Zero, brake.Wait("somebody else", StaffRoom.Office));
    }

    [Fact]
    public async Task A_password_kept_with_fewer_rounds_is_kept_anew_at_the_next_sign_in()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        var weak = new PasswordHasher<StaffUser>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 })).HashPassword(new StaffUser(), StaffRoom.Password);
        await desk.WriteAsync(async write => (await write.StaffAsync(rina.Id, Ct))!.PasswordHash = weak);

        await room.SessionAsync();

        await using var db = desk.Db();
        var kept = await db.Users.Select(user => user.PasswordHash).SingleAsync(Ct);
        Assert.NotEqual(weak, kept);
        Assert.Equal(Passwords.Rounds, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(kept!).AsSpan(5)));
        Assert.True((await room.SignInAsync()).IsOk);
    }

    [Fact]
    public async Task Roles_that_need_a_second_factor_are_led_to_it_and_get_no_session()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Manager, "maya@example.com");
        await room.HireAsync(StaffRoles.Manager, "demo@example.com", demo: true);

        var manager = await room.SignInAsync("maya@example.com");
        var demo = await room.SignInAsync("demo@example.com");

        Assert.Equal(SignInStep.EnrolSecondFactor, manager.Value!.Step);
        Assert.Null(manager.Value.Session);
        Assert.Equal(SignInStep.Done, demo.Value!.Step);
    }

    [Fact]
    public async Task An_account_that_is_switched_off_cannot_sign_in()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        await desk.UseAsync<DisableStaff, OrderDesk.Core.Shared.Result>(disable => disable.RunAsync(desk.Administrator(), new DisableStaff.Command(rina.Id), Ct));

        Assert.Equal("access.sign-in-wrong", (await room.SignInAsync()).Error?.Code);
    }
}
