using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Shell;

/// <summary>What the console says once the server listens: a new installation gets the link that makes its first administrator.</summary>
internal static class FirstRun
{
    /// <summary>Prints the setup link while there is no account; it is never logged.</summary>
    public static async Task SayAsync(WebApplication app)
    {
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
