using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Demo;

/// <summary>What the made-up staff did this morning: notes, claims, questions to customers, a look into the intake inbox; then the last account opens the demo.</summary>
internal static class DemoDesk
{
    private static readonly string[] Notes =
    [
        "Tried to call, nobody picked up. Trying again after lunch.", "Asked the marketplace for the missing details.", "Looks like a typing mistake in the checkout.",
        "Same customer wrote to us last week, very friendly.", "客户说今天会补付差额。", "Please pack this one carefully, it is a present.",
    ];

    private static readonly string[] Questions =
    [
        "We could not read your delivery address. Could you send it again, with the postal code?", "Your payment did not arrive. Would you like to pay another way?", "Did you mean to order this twice?",
    ];

    public static async Task<Result> ActAsync(Write write, string lastHash, CancellationToken ct)
    {
        var addresses = DemoShop.Staff.Select(s => s.Email).ToList();
        var staff = await write.Db.Users.Where(u => addresses.Contains(u.Email!)).OrderBy(u => u.Id).ToListAsync(ct);
        var held = await write.Db.Orders.Include(o => o.Holds).Where(o => o.Status == OrderStatus.OnHold && o.Origin == OrderOrigin.Live).OrderBy(o => o.Id).ToListAsync(ct);
        for (var i = 0; i < Notes.Length && i * 4 < held.Count; i++)
        {
            held[i * 4].AddNote(Notes[i], Person(staff[i % 6]), write.Now);
        }

        for (var i = 0; i < Questions.Length && (i * 7) + 1 < held.Count; i++)
        {
            held[(i * 7) + 1].AskCustomer(Questions[i], nameof(ContactWay.Email), write.Now.AddDays(2), Person(staff[i + 2]), write.Now);
        }

        var claimed = held.Select(o => o.Id).Where((_, i) => i is 2 or 9 or 16).ToList();
        foreach (var (review, i) in (await write.Db.ReviewCases.Where(r => claimed.Contains(r.OrderId)).OrderBy(r => r.OrderId).ToListAsync(ct)).Select((r, i) => (r, i)))
        {
            review.Claim(Person(staff[i + 1]), write.Now);
        }

        DemoInbox.Keep(write, await write.Db.Channels.ToDictionaryAsync(c => c.Code, c => c.Id, ct), Person(staff[2]), ct);
        var last = DemoShop.Staff[^1];
        write.Db.Users.Add(DemoBooks.Account(last, new StaffId(staff.Max(u => u.Id) + 1), lastHash, staff[0].CreatedAt));
        return Result.Ok;
    }

    private static Actor Person(StaffUser user) => new(user.StaffId, user.DisplayName, ActorKind.Person, new HashSet<string>());
}
