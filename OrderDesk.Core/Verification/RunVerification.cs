using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification;

/// <summary>Has the checks run again on one order, because somebody cleared something up outside OrderDesk.</summary>
public sealed class RunVerification(Desk desk, VerifyOrder verify)
{
    /// <summary>Which order.</summary>
    public sealed record Command(OrderId Order);

    /// <summary>Verifies the order now; refused when it is past verification.</summary>
    public Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct) => actor.Can(VerificationPermissions.Run)
        ? desk.WriteAsync(actor, write => verify.ByIdAsync(write, command.Order, ct), ct)
        : Task.FromResult<Result>(Error.Forbidden("verification.run-forbidden"));
}
