using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using OrderDesk.Core.Access;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Account;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Account;

/// <summary>The heartbeat of an open page: it keeps the session of a person at work and of nobody else.</summary>
public sealed class CircuitCareTests : DeskPageTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_somebody_works_on_keeps_the_session_and_one_left_open_does_not(bool works)
    {
        var room = new StaffRoom(Desk);
        await room.HireAsync(StaffRoles.Agent);
        var session = await room.SessionAsync();
        Services.AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance)).AddSingleton<OpenDesks>();
        Services.AddScoped<AuthenticationStateProvider>(_ => new SignedInState(session));
        Services.AddScoped<CurrentStaff>();
        var page = Render<CircuitCare>();

        for (var minutes = 0; minutes < 60; minutes += 10)
        {
            Desk.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.True(await page.Instance.Beat(works));
        }

        Assert.Equal(works, await room.WhoAsync(session) is not null);
    }

    private sealed class SignedInState(SessionKey session) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(SessionClaims.Of(session)));
    }
}
