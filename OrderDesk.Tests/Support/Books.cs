using OrderDesk.Core.Access.Upkeep;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Support;

/// <summary>Whether the books of a desk are in order.</summary>
public static class Books
{
    /// <summary>What is not as it should be, one line for each promise that is broken.</summary>
    public static async Task<IReadOnlyList<string>> ComplaintsAsync(this TestDesk desk)
    {
        var lines = await desk.UseAsync((CheckInvariants check) => check.RunAsync(Actor.System("test"), new CheckInvariants.Command(), TestContext.Current.CancellationToken));
        Assert.True(lines.IsOk, lines.Error?.Code);
        return [.. lines.Value.Where(line => line.Found.Violations > 0).Select(line => $"{line.Name}: {line.Says} ({string.Join("; ", line.Found.Examples)})")];
    }

    /// <summary>Expects every promise to hold.</summary>
    public static async Task IsCleanAsync(this TestDesk desk) => Assert.Empty(await desk.ComplaintsAsync());
}
