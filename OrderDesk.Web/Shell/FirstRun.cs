using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Demo;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Shell;

/// <summary>What the console says before and once the server listens: a new installation gets the link that makes its first administrator.</summary>
internal static class FirstRun
{
    /// <summary>Loads the demo where it is on and not there yet; answers what went wrong, or null.</summary>
    public static async Task<Error?> LoadDemoAsync(WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
        {
            return null;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var last = -1;
        var loaded = await scope.ServiceProvider.GetRequiredService<LoadDemo>().RunAsync(Actor.System("demo"), percent =>
        {
            if (percent / 10 != last)
            {
                last = percent / 10;
                Console.WriteLine($"Loading the demo: {percent} %");
            }
        }, app.Lifetime.ApplicationStopping);
        return loaded.Error;
    }

    private static void SayDemo(WebApplication app)
    {
        Console.WriteLine($"OrderDesk is ready: {app.Urls.FirstOrDefault()}");
        foreach (var account in LoadDemo.Accounts)
        {
            Console.WriteLine($"Demo sign-in: {account.Role} {account.Email} {account.Password}");
        }
    }

    /// <summary>Prints the setup link while there is no account; it is never logged.</summary>
    public static async Task SayAsync(WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
        {
            SayDemo(app);
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        await using (var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<OrderDeskDb>>().CreateDbContextAsync())
        {
            if (await db.Users.AnyAsync())
            {
                return;
            }
        }

        var issued = await scope.ServiceProvider.GetRequiredService<IssueSetupLink>().RunAsync(Actor.System("first run"), CancellationToken.None);
        if (issued.IsOk)
        {
            var address = app.Urls.FirstOrDefault() ?? "";
            Console.WriteLine($"No account exists yet. Make the first administrator within 24 hours: {address}{Links.OneTime(issued.Value)}");
        }
    }
}
