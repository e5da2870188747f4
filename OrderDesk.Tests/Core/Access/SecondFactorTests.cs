using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Access;

public class SecondFactorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Totp.Base32(Encoding.ASCII.GetBytes("12345678901234567890")), seconds / 30));

    [Theory, EveryDatabase]
    public async Task A_code_opens_the_door_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var (secret, _) = await room.EnrolAsync(await room.HireAsync(StaffRoles.Agent));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        var half = (await room.SignInAsync()).Value!;
        Assert.Equal(SignInStep.SecondFactor, half.Step);
        Assert.Null(half.Session);

        var first = await room.GiveCodeAsync(half.Half, room.Code(secret));
        var replayed = await room.GiveCodeAsync((await room.SignInAsync()).Value!.Half, room.Code(secret));

        Assert.True(first.IsOk, first.Error?.Code);
        Assert.True((await room.WhoAsync(first.Value))!.Staff.SecondFactor);
        Assert.Equal("access.code-wrong", replayed.Error?.Code);
    }

    [Fact]
    public async Task The_code_that_confirmed_the_app_does_not_open_the_door_as_well()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var (secret, _) = await room.EnrolAsync(await room.HireAsync(StaffRoles.Agent));

        var replayed = await room.GiveCodeAsync((await room.SignInAsync()).Value!.Half, room.Code(secret));

        Assert.Equal("access.code-wrong", replayed.Error?.Code);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_clock_may_be_one_step_off_and_no_more(int steps, bool opens)
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var (secret, _) = await room.EnrolAsync(await room.HireAsync(StaffRoles.Agent));
        desk.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(opens, (await room.GiveCodeAsync((await room.SignInAsync()).Value!.Half, room.Code(secret, steps))).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task Of_two_who_give_the_same_code_at_once_one_gets_in(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var (secret, _) = await room.EnrolAsync(await room.HireAsync(StaffRoles.Agent));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        var half = (await room.SignInAsync()).Value!.Half;
        var code = room.Code(secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => room.GiveCodeAsync(half, code), Ct)));

        Assert.Single(answers, answer => answer.IsOk);
    }

    [Theory, EveryDatabase]
    public async Task Wrong_codes_pause_the_account_although_the_password_is_right(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var (secret, _) = await room.EnrolAsync(await room.HireAsync(StaffRoles.Agent));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < SignIn.TriesBeforePause; i++)
        {
            Assert.False((await room.GiveCodeAsync((await room.SignInAsync()).Value!.Half, "12345")).IsOk);
            desk.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal("access.sign-in-wrong", (await room.SignInAsync()).Error?.Code);
        desk.Clock.Advance(SignIn.Pause);
        Assert.True((await room.GiveCodeAsync((await room.SignInAsync()).Value!.Half, room.Code(secret))).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task A_recovery_code_opens_the_door_once_and_is_kept_as_a_hash(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var (secret, codes) = await room.EnrolAsync(await room.HireAsync(StaffRoles.Agent));

        var first = await room.GiveCodeAsync((await room.SignInAsync()).Value!.Half, codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        var again = await room.GiveCodeAsync((await room.SignInAsync()).Value!.Half, codes[3]);

        Assert.True(first.IsOk, first.Error?.Code);
        Assert.False(again.IsOk);
        Assert.Equal(10, codes.Distinct().Count());
        await using var db = desk.Db();
        var kept = string.Join(' ', await db.UserTokens.Select(token => token.Value).ToListAsync(Ct));
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code, kept, StringComparison.Ordinal));
        Assert.Contains("staff.recovery-code-used", await room.TrailAsync());
    }

    [Fact]
    public async Task A_half_sign_in_is_void_once_the_account_moves()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent);
        var (secret, _) = await room.EnrolAsync(rina);
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        var half = (await room.SignInAsync()).Value!.Half;

        await desk.UseAsync<ResetSecondFactor, Result>(reset => reset.RunAsync(desk.Administrator(), new ResetSecondFactor.Command(rina.Id), Ct));

        Assert.Equal("access.sign-in-again", (await room.GiveCodeAsync(half, room.Code(secret))).Error?.Code);
        Assert.Equal(SignInStep.Done, (await room.SignInAsync()).Value!.Step);
    }

    [Theory, EveryDatabase]
    public async Task The_first_sign_in_of_a_manager_ends_with_a_second_factor_and_a_session(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        await room.HireAsync(StaffRoles.Manager);
        var half = (await room.SignInAsync()).Value!.Half;
        var offer = (await desk.UseAsync<EnrolTotp, Result<EnrolTotp.Offer>>(enrol => enrol.RunAsync(half.Actor, new EnrolTotp.Command("", half), Ct))).Value!;
        var again = (await desk.UseAsync<EnrolTotp, Result<EnrolTotp.Offer>>(enrol => enrol.RunAsync(half.Actor, new EnrolTotp.Command("", half), Ct))).Value!;
        Assert.Equal(offer, again);

        var wrong = await ConfirmAsync("000000");
        var right = await ConfirmAsync(room.Code(offer.Secret));

        Assert.Equal("access.code-wrong", wrong.Error?.Code);
        Assert.True(right.IsOk, right.Error?.Code);
        Assert.True((await room.WhoAsync(right.Value.Session!))!.Staff.SecondFactor);
        Assert.Equal(SignInStep.SecondFactor, (await room.SignInAsync()).Value!.Step);

        Task<Result<ConfirmTotp.Confirmed>> ConfirmAsync(string code) =>
            desk.UseAsync<ConfirmTotp, Result<ConfirmTotp.Confirmed>>(confirm => confirm.RunAsync(half.Actor, new ConfirmTotp.Command(code, Begin: half), Ct));
    }

    [Fact]
    public async Task Who_needs_a_second_factor_cannot_give_it_up_and_others_can_with_their_password()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var maya = await room.HireAsync(StaffRoles.Manager, "maya@example.com");
        var rina = await room.HireAsync(StaffRoles.Agent);
        await room.EnrolAsync(maya);
        await room.EnrolAsync(rina);

        Assert.Equal("access.second-factor-needed", (await DisableAsync(maya, StaffRoom.Password)).Error?.Code);
        Assert.Equal("access.password-wrong", (await DisableAsync(rina, "wrong")).Error?.Code);
        Assert.True((await DisableAsync(rina, StaffRoom.Password)).IsOk);
        await using var db = desk.Db();
        Assert.Equal([maya.Id.Value], await db.UserTokens.Select(token => token.UserId).Distinct().ToListAsync(Ct));

        Task<Result> DisableAsync(Actor actor, string password) =>
            desk.UseAsync<DisableTotp, Result>(disable => disable.RunAsync(actor, new DisableTotp.Command(password, null), Ct));
    }

    [Fact]
    public async Task A_lost_key_folder_refuses_codes_and_breaks_nothing()
    {
        await using var desk = await TestDesk.OpenAsync();
        var room = new StaffRoom(desk);
        var (secret, codes) = await room.EnrolAsync(await room.HireAsync(StaffRoles.Agent));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await using var node = desk.AnotherNode(services => services.AddSingleton(new SecretKeeper(text => text, _ => null)));
        var elsewhere = new StaffRoom(node);

        Assert.False((await elsewhere.GiveCodeAsync((await elsewhere.SignInAsync()).Value!.Half, room.Code(secret))).IsOk);
        Assert.True((await elsewhere.GiveCodeAsync((await elsewhere.SignInAsync()).Value!.Half, codes[0])).IsOk);
    }
}
