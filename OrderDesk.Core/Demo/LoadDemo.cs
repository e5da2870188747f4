using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Demo;

/// <summary>
/// Fills an empty desk with the made-up shop: its past in one transaction, then the orders of today through the same intake as every order, a file of older
/// orders through the same import as every file, then what the staff did with them. Stopped halfway it goes on where it was; a desk that holds the demo is left alone, and one that holds anything else is refused.
/// </summary>
public sealed class LoadDemo(
    Desk desk, IdSupply ids, IDbContextFactory<OrderDeskDb> contexts, AskForImport askForImport, RunImport runImport, TimeProvider clock, IOptions<DemoOptions> options,
    IOptions<CompanyOptions> company)
{
    private const int OrdersPerWrite = 8;

    /// <summary>What is there now.</summary>
    /// <param name="Already">Whether all of it was there before.</param>
    /// <param name="PastOrders">Orders of the past 120 days, and older ones that were recorded from a file.</param>
    /// <param name="TodaysOrders">Orders of today, most of which wait for a person.</param>
    /// <param name="Products">Products in the catalogue.</param>
    /// <param name="Accounts">Who can sign in.</param>
    public sealed record Answer(bool Already, int PastOrders, int TodaysOrders, int Products, IReadOnlyList<DemoAccount> Accounts);

    /// <summary>Who can sign in on a desk that shows the demo.</summary>
    public static IReadOnlyList<DemoAccount> Accounts => DemoShop.Staff;

    private sealed record Found(int Accounts, bool Other, bool Past, IReadOnlySet<string> Today);

    /// <summary>Loads what is missing; <paramref name="progress"/> hears how many percent are done.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Action<int>? progress, CancellationToken ct)
    {
        if (!actor.Can(DemoPermissions.Load))
        {
            return Error.Forbidden("demo.load-forbidden");
        }

        if (!options.Value.Enabled)
        {
            return Error.Conflict("demo.off");
        }

        var found = await FindAsync(ct);
        if (found.Other)
        {
            return Error.Conflict("demo.other-data");
        }

        var already = found.Accounts >= DemoShop.Staff.Length;
        return already || await LoadAsync(actor, found, progress, ct) is not { Error: { } refused } ? await CountAsync(already, ct) : refused;
    }

    private async Task<Result> LoadAsync(Actor actor, Found found, Action<int>? progress, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var story = new DemoStory(now);
        progress?.Invoke(5);
        // Every demo account has the one password that everybody knows; to hash it for each again would only take time.
        var hash = Hash(DemoShop.Password);
        progress?.Invoke(10);
        if (!found.Past)
        {
            await ids.ReserveForDemoAsync(story, ct);
            if (await desk.WriteAsync(actor, write => DemoBooks.WriteAsync(write, story, company.Value, hash, percent => progress?.Invoke(10 + (percent * 60 / 100)), ct), ct) is { IsOk: false } refused)
            {
                return refused;
            }
        }

        return await TodayAsync(actor, [.. DemoWaiting.Of(story, now).Where(o => !found.Today.Contains(o.Order.ExternalId))], progress, ct) is { IsOk: false } stopped
            ? stopped
            : await BringInAsync(story, ct) is { IsOk: false } unread
            ? unread
            : await desk.WriteAsync(actor, write => DemoDesk.ActAsync(write, hash, ct), ct);
    }

    private async Task<Result> TodayAsync(Actor actor, IReadOnlyList<(int Channel, Incoming Order)> orders, Action<int>? progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var codes = DemoShop.Channels.Select(c => c.Code).ToList();
        var channels = await db.Channels.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Id, ct);
        var done = 0;
        foreach (var some in orders.Chunk(OrdersPerWrite))
        {
            var taken = await desk.WriteAsync(actor, async write =>
            {
                foreach (var (channel, order) in some)
                {
                    var result = await IntakeBook.TakeAsync(write, channels[codes[channel]], order, null, null, company.Value, ct);
                    if (!result.IsOk)
                    {
                        return result.Plain;
                    }

                    // The next order must see this one, as it would if they came one by one.
                    await write.SaveAsync(ct);
                }

                return Result.Ok;
            }, ct);
            if (!taken.IsOk)
            {
                return taken;
            }

            done += some.Length;
            progress?.Invoke(70 + (done * 29 / orders.Count));
        }

        return Result.Ok;
    }

    /// <summary>Imports the file of older orders as a manager does; where somebody else runs it by now, it is left to them.</summary>
    private async Task<Result> BringInAsync(DemoStory story, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var address = DemoShop.Staff.First(s => s.Role is StaffRoles.Manager).Email;
        var found = await db.Users.Where(u => u.Email == address).Select(u => new { u.Id, u.DisplayName }).SingleAsync(ct);
        var manager = new Actor(new StaffId(found.Id), found.DisplayName, ActorKind.Person, new HashSet<string> { IntakePermissions.Import });
        var run = await db.ImportRuns.Where(r => r.FileName == DemoImport.FileName).Select(r => (ImportRunId?)r.Id).FirstOrDefaultAsync(ct);
        if (run is null)
        {
            using var file = new MemoryStream(DemoImport.File(story));
            var asked = await askForImport.RunAsync(
                manager, new AskForImport.Command(DemoShop.Channels[DemoImport.Channel].Code, DemoImport.FileName, "generic", ImportMode.History, DryRun: false, file), ct);
            if (!asked.IsOk)
            {
                return asked.Error;
            }

            run = asked.Value;
        }

        return (await runImport.RunAsync(manager, new RunImport.Command(run.Value), ct)).Error is { Kind: not ErrorKind.Conflict } refused ? refused : Result.Ok;
    }

    private async Task<Found> FindAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await db.Users.CountAsync(u => u.IsDemo, ct);
        var (first, name) = DemoShop.Channels[0];
        var past = await db.Channels.AnyAsync(c => c.Code == first && c.Name == name, ct);
        var other = accounts == 0 && (await db.Users.AnyAsync(ct) || await db.Channels.AnyAsync(ct) || await db.Variants.AnyAsync(ct) || await db.Warehouses.AnyAsync(ct));
        var today = past ? await db.Orders.Where(o => o.Origin == OrderOrigin.Live && o.ExternalId.StartsWith("W-")).Select(o => o.ExternalId).ToListAsync(ct) : [];
        return new Found(accounts, other, past, today.ToHashSet(StringComparer.Ordinal));
    }

    private async Task<Answer> CountAsync(bool already, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new Answer(
            already,
            await db.Orders.CountAsync(o => o.Origin != OrderOrigin.Live, ct),
            await db.Orders.CountAsync(o => o.Origin == OrderOrigin.Live, ct),
            await db.Variants.CountAsync(ct),
            DemoShop.Staff);
    }

    private static string Hash(string password) =>
        new PasswordHasher<StaffUser>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })).HashPassword(new StaffUser(), password);
}
