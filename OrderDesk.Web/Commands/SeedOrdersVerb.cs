using System.CommandLine;
using System.Globalization;
using OrderDesk.Core.Demo;

namespace OrderDesk.Web.Commands;

/// <summary><c>seed orders</c>: fills an empty database with made-up orders.</summary>
internal sealed class SeedOrdersVerb() : Verb("seed orders", "Fills an empty database with made-up orders, marked as such for good; makes no accounts.")
{
    private readonly Option<int> _count = new("--count") { Description = "How many orders.", Required = true };
    private readonly Option<int> _days = new("--days") { Description = "Over how many days up to today.", Required = true };

    /// <inheritdoc/>
    public override void Shape(Command command)
    {
        command.Add(_count);
        command.Add(_days);
    }

    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct)
    {
        var (count, told) = (run.Get(_count), -1L);
        return VerbAnswer.Of(
            await run.Use<SeedOrders>().RunAsync(run.Actor, new SeedOrders.Command(count, run.Get(_days), Tell), ct),
            sown => new { orders = sown.Orders, held = sown.Held, customers = sown.Customers, products = sown.Products, seconds = Math.Round(sown.Seconds, 3) },
            sown => string.Create(CultureInfo.InvariantCulture, $"{sown.Orders} orders ({sown.Held} held), {sown.Customers} customers, {sown.Products} products in {sown.Seconds:0.0} s."));

        void Tell(int orders)
        {
            if (orders * 100L / count is var percent && percent != told)
            {
                told = percent;
                run.Progress(string.Create(CultureInfo.InvariantCulture, $"{percent} % ({orders} orders)"));
            }
        }
    }
}
