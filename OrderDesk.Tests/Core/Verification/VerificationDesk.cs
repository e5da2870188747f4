using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification;

/// <summary>Runs the checks of an order again and reads what they found.</summary>
internal static class VerificationDesk
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Runs every check on the order once more.</summary>
    public static Task<Result> VerifyAsync(this TestDesk desk, Actor actor, long order) =>
        desk.UseAsync((RunVerification run) => run.RunAsync(actor, new RunVerification.Command(new OrderId(order)), Ct));

    /// <summary>The findings as this person, or an agent, sees them.</summary>
    public static async Task<OrderFindings.Row> FindingsAsync(this TestDesk desk, long order, Actor? actor = null)
    {
        var result = await desk.UseAsync((OrderFindings findings) => findings.ReadAsync(actor ?? desk.Agent(), new OrderId(order), Ct));
        Assert.True(result.IsOk, result.Error?.Code);
        return result.Value;
    }
}
