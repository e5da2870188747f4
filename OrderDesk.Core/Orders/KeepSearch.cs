using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>Keeps a search that names a person under a short key, so that addresses and their logs never hold an e-mail or a phone number.</summary>
public sealed class KeepSearch(Desk desk)
{
    /// <summary>How many searches of one person are kept; the oldest go.</summary>
    public const int MostKept = 100;

    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <param name="Text">What was typed.</param>
    public sealed record Command(string Text);

    /// <summary>Keeps the search and answers its key; the same search keeps its key.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        var text = command.Text.Trim();
        if (text.Length is 0 or > SavedSearch.TextMaxLength)
        {
            return Error.Invalid("orders.search-too-long", SavedSearch.TextMaxLength);
        }

        return await desk.WriteAsync<string>(actor, async write =>
        {
            var own = await write.Db.SavedSearches.Where(s => s.StaffId == actor.Id).ToListAsync(ct);
            if (own.Find(s => s.Text == text) is { } known)
            {
                return known.Id;
            }

            write.Db.SavedSearches.RemoveRange(own.OrderByDescending(s => s.CreatedAt).Skip(MostKept - 1));
            var search = new SavedSearch { Id = RandomNumberGenerator.GetString(Letters, 16), StaffId = actor.Id, Text = text, CreatedAt = write.Now };
            write.Db.SavedSearches.Add(search);
            return search.Id;
        }, ct);
    }
}

/// <summary>Opens a search that was kept; nobody opens another person's.</summary>
public sealed class OpenSearch(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>What was typed.</summary>
    public async Task<Result<string>> ReadAsync(Actor actor, string key, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("orders.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var text = await db.SavedSearches.Where(s => s.Id == key && s.StaffId == actor.Id).Select(s => s.Text).SingleOrDefaultAsync(ct);
        return text is null ? Error.NotFound("orders.search-gone") : text;
    }
}
