using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>An order with a hold that only a person can end waits at the review desk; one without does not.</summary>
internal sealed class OpenCaseOnHolds(IOptions<ReviewOptions> options, IOptions<CompanyOptions> company) : Reaction<OrderMoved>
{
    public override int Order => 300;

    protected override async Task<Result> ReactAsync(Write write, OrderMoved happened, CancellationToken ct)
    {
        var order = happened.Order;
        if (happened.From is null && order.Status is not OrderStatus.OnHold)
        {
            return Result.Ok;
        }

        var review = write.Db.ReviewCases.Local.FirstOrDefault(r => r.OrderId == order.Id)
            ?? await write.Db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == order.Id, ct);
        if (!NeedsPerson(order))
        {
            review?.Resolve(write.Now);
            return Result.Ok;
        }

        // Nearly every company has one cut-off; only where channels have their own is theirs looked up.
        var channel = options.Value.ChannelCutOffs.Count > 0 ? (await write.Db.Channels.FindAsync([order.ChannelId], ct))?.Code : null;
        var decideBy = options.Value.DecideBy(write.Now, TimeZoneInfo.FindSystemTimeZoneById(company.Value.TimeZone), channel);
        var worth = options.Value.WorthOf(order.Total, company.Value.Currency);
        if (review is null)
        {
            review = ReviewCase.Open(write.NewId<ReviewCaseId>(), order.Id, decideBy, worth, write.Now);
            write.Db.ReviewCases.Add(review);
        }
        else
        {
            review.Reopen(decideBy, worth, write.Now);
        }

        review.Speak(CustomerLanguage.Of(order));
        return Result.Ok;
    }

    internal static bool NeedsPerson(Order order) => order.Status is OrderStatus.OnHold && (order.OpenHolds & ~HoldType.Stock) is not HoldType.None;
}

/// <summary>Holds may come and go while an order stays on hold: only the lack of stock needs no person.</summary>
internal sealed class OpenCaseOnHoldsChanged(IOptions<ReviewOptions> options, IOptions<CompanyOptions> company) : Reaction<HoldsChanged>
{
    public override int Order => 300;

    protected override async Task<Result> ReactAsync(Write write, HoldsChanged happened, CancellationToken ct) =>
        happened.Order.Status is OrderStatus.OnHold
            ? await new OpenCaseOnHolds(options, company).ReactAsync(write, new OrderMoved(happened.Order, OrderStatus.OnHold, OrderStatus.OnHold), ct)
            : Result.Ok;
}

/// <summary>Who said the first of two yeses said it to other lines: both are asked anew.</summary>
internal sealed class ForgetYesOnLinesChanged : Reaction<LinesChanged>
{
    public override int Order => 300;

    protected override async Task<Result> ReactAsync(Write write, LinesChanged happened, CancellationToken ct)
    {
        (await write.Db.ReviewCases.SingleOrDefaultAsync(r => r.OrderId == happened.Order.Id, ct))?.ForgetYes();
        return Result.Ok;
    }
}
