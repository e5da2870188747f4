using System.CommandLine;
using OrderDesk.Core.Inventory;

namespace OrderDesk.Web.Commands;

/// <summary><c>stock receive</c>: books units that came in.</summary>
internal sealed class StockReceiveVerb() : Verb("stock receive", "Books units that came in; orders that wait for them are served, oldest first.")
{
    private readonly Option<string> _sku = new("--sku") { Description = "The SKU; added to the catalogue if it is new.", Required = true };
    private readonly Option<string> _warehouse = new("--warehouse") { Description = "The code of the warehouse; opened if it is new.", Required = true };
    private readonly Option<int> _quantity = new("--quantity") { Description = "Units, at least 1.", Required = true };
    private readonly Option<string> _name = new("--name") { Description = "The name of a new product." };
    private readonly Option<decimal?> _price = new("--price") { Description = "The list price of a new product, in major units." };
    private readonly Option<string> _currency = new("--currency") { Description = "The ISO currency of the price." };
    private readonly Option<string> _reference = new("--reference")
    {
        Description = "The paper, such as a delivery note: the same paper for the same SKU and warehouse counts once, so the command can be repeated.",
    };

    /// <inheritdoc/>
    public override void Shape(Command command)
    {
        foreach (var option in new Option[] { _sku, _warehouse, _quantity, _name, _price, _currency, _reference })
        {
            command.Add(option);
        }
    }

    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct) => VerbAnswer.Of(
        await run.Use<ReceiveStock>().RunAsync(
            run.Actor,
            new ReceiveStock.Command(run.Get(_sku), run.Get(_warehouse), run.Get(_quantity), run.Get(_name), run.Get(_price), run.Get(_currency)?.ToUpperInvariant(), run.Get(_reference)),
            ct),
        level => new { sku = level.Sku, warehouse = level.Warehouse, onHand = level.OnHand, reserved = level.Reserved, available = level.OnHand - level.Reserved, ordersServed = level.OrdersServed },
        level => $"{level.Sku} in {level.Warehouse}: {level.OnHand} on hand, {level.Reserved} reserved; {level.OrdersServed} waiting orders served.");
}
