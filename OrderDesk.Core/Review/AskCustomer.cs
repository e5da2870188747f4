using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>How a customer was asked.</summary>
public enum ContactWay
{
    /// <summary>By e-mail.</summary>
    Email = 1,

    /// <summary>By telephone.</summary>
    Phone = 2,

    /// <summary>Through the channel's own messages.</summary>
    Channel = 3,
}

/// <summary>An agent asks the customer and the order waits for the answer; the question is on the timeline.</summary>
public sealed class AskCustomer(Desk desk, IOptions<ReviewOptions> options)
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="Question">What was asked; required.</param>
    /// <param name="Way">How.</param>
    /// <param name="Wait">How long an answer is awaited; from the options when null.</param>
    /// <param name="Fence">The claim it is decided under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, string? Question, ContactWay Way, TimeSpan? Wait = null, long? Fence = null);

    /// <summary>Records the question and waits.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        var wait = command.Wait ?? options.Value.AnswerWait;
        if (wait <= TimeSpan.Zero || wait > LongestWait)
        {
            return Error.Invalid("review.bad-wait", LongestWait.TotalDays);
        }

        if (!Enum.IsDefined(command.Way))
        {
            return Error.Invalid("review.unknown-way");
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            if (!opened.IsOk)
            {
                return opened.Error;
            }

            return opened.Value.Order.AskCustomer(command.Question, command.Way.ToString(), write.Now + wait, actor, write.Now) is { IsOk: false } refused
                ? await ReviewBook.WhyAsync(write, command.OrderId, command.SeenVersion, refused.Error, ct)
                : Result.Ok;
        }, ct);
    }
}
