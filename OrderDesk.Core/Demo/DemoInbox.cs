using System.Text;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Demo;

/// <summary>Something of this morning that could not be taken in, as it was sent.</summary>
internal sealed record DemoLetter(int Channel, InboxSource Source, string? Number, string Payload, int MinutesAgo, int Times = 1, string? Profile = null);

/// <summary>What waits in the intake inbox: fields that are missing, a currency nobody knows, something that is no JSON, and a row of a file.</summary>
internal static class DemoInbox
{
    private const int FirstBuyer = 1_600;

    /// <summary>Which of them somebody looks after already.</summary>
    private const int Owned = 1;

    /// <summary>Keeps them with what intake says is wrong with them.</summary>
    public static void Keep(Write write, IReadOnlyDictionary<string, ChannelId> channels, Actor owner, CancellationToken ct)
    {
        foreach (var (i, letter) in Letters(write.Now).Index())
        {
            var wrong = CorrectAndReplay.Read(letter.Profile, letter.Payload, ct).Error ?? throw new InvalidOperationException($"Nothing is wrong with {letter.Payload}");
            var item = InboxItem.Keep(
                write.NewId<InboxItemId>(), channels[DemoShop.Channels[letter.Channel].Code], letter.Source, letter.Number, letter.Payload, Secret.Hash(Encoding.UTF8.GetBytes(letter.Payload)),
                InboxProblems.Write(wrong), write.Now.AddMinutes(-letter.MinutesAgo), letter.Profile);
            for (var sent = 1; sent < letter.Times; sent++)
            {
                item.Again();
            }

            if (i == Owned)
            {
                item.Own(owner.Id, owner.Name);
            }

            write.Db.InboxItems.Add(item);
        }
    }

    private static IEnumerable<DemoLetter> Letters(DateTime now)
    {
        var (missing, strange, row) = (DemoStory.Buyer(FirstBuyer), DemoStory.Buyer(FirstBuyer + 1), DemoStory.Buyer(FirstBuyer + 2));
        yield return new DemoLetter(0, InboxSource.Api, null, "externalId=L-3391&sku=MUG-SAGE&quantity=2&total=22.95&currency=GBP", 190, Times: 3);
        yield return new DemoLetter(2, InboxSource.Api, "FM-88231", $$"""
            {
              "externalId": "FM-88231",
              "placedAt": "{{now.AddMinutes(-72):yyyy-MM-ddTHH:mm:ss}}Z",
              "currency": "XLW",
              "customer": { "name": "{{strange.Name}}", "email": "{{strange.Email}}" },
              "lines": [ { "sku": "LTN-AMBR", "name": "Lantern, amber", "quantity": 1, "unitPrice": 39.00 } ],
              "shippingCharge": 3.95,
              "total": 42.95
            }
            """, 71);
        yield return new DemoLetter(3, InboxSource.Import, "T-1088",
            "external_id,placed_at,currency,sku,quantity,unit_price,total,customer_name,customer_email\r\n" +
            $"T-1088,{now.AddMinutes(-200):yyyy-MM-dd HH:mm:ss},GBP,TPT-ROSE,two,32.00,64.00,{row.Name},{row.Email}\r\n", 48, Profile: "generic");
        yield return new DemoLetter(1, InboxSource.Api, "A-20417", $$"""
            {
              "externalId": "A-20417",
              "currency": "GBP",
              "customer": { "name": "{{missing.Name}}", "email": "{{missing.Email}}" },
              "lines": [ { "name": "Side table, oak", "quantity": 1 } ]
            }
            """, 12);
    }
}
