using OrderDesk.Core.Orders;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>What a person types into a form before it is sent; no form breaks over its draft.</summary>
internal sealed class CaseDrafts(KeepDraft drafts, CurrentStaff staff, ILogger<CaseDrafts> logger)
{
    /// <summary>What was typed here before, or null.</summary>
    public async Task<string?> ReadAsync(string box, long key)
    {
        try
        {
            return (await drafts.ReadAsync(await staff.GetAsync(), box, key, CancellationToken.None)).Value;
        }
        catch (Exception failure)
        {
            logger.DraftNotKept(failure);
            return null;
        }
    }

    /// <summary>Keeps what is typed, or forgets it where nothing is.</summary>
    public async Task KeepAsync(string box, long key, string? text)
    {
        try
        {
            await drafts.RunAsync(await staff.GetAsync(), new KeepDraft.Command(box, key, text), CancellationToken.None);
        }
        catch (Exception failure)
        {
            logger.DraftNotKept(failure);
        }
    }
}
