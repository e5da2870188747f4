using OrderDesk.Core.Demo;

namespace OrderDesk.Web.Commands;

/// <summary><c>seed demo</c>: loads the made-up shop; only where <c>Demo:Enabled</c> is on.</summary>
internal sealed class SeedDemoVerb() : Verb("seed demo", "Loads the made-up shop with its accounts; needs Demo:Enabled.")
{
    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct) => VerbAnswer.Of(
        await run.Use<LoadDemo>().RunAsync(run.Actor, percent => run.Progress($"{percent} %"), ct),
        demo => new { already = demo.Already, pastOrders = demo.PastOrders, todaysOrders = demo.TodaysOrders, products = demo.Products, accounts = demo.Accounts.Count },
        demo => demo.Already ? "The demo is there already." : $"{demo.PastOrders} past orders, {demo.TodaysOrders} of today, {demo.Products} products, {demo.Accounts.Count} accounts.");
}
