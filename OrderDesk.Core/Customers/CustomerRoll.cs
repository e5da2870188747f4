using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Customers;

/// <summary>Who bought, as records of one channel say; e-mail and phone normalised (<see cref="ContactText"/>).</summary>
public sealed record BuyerNote(string? ExternalId, string? Name, string? Email, string? Phone)
{
    /// <summary>Whether there is nothing by which the buyer could be found again.</summary>
    public bool IsGuest => ExternalId is null && Email is null && Phone is null;
}

/// <summary>The customers of many orders at once, found again by the rules of <see cref="CustomerBook"/> or met.</summary>
public sealed class CustomerRoll
{
    private readonly ChannelId _channel;
    private readonly Dictionary<string, Customer> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Customer> _byEmail = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Customer> _byPhone = new(StringComparer.Ordinal);
    private readonly List<Customer> _met = [];

    private CustomerRoll(ChannelId channel) => _channel = channel;

    /// <summary>Customers nobody knew before; to be written by the caller.</summary>
    public IReadOnlyList<Customer> Met => _met;

    /// <summary>Reads everybody these notes may mean.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="channel">The channel whose records these are.</param>
    /// <param name="notes">Who bought.</param>
    /// <param name="toKeep">Whether what they learn is to be kept.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<CustomerRoll> ReadAsync(OrderDeskDb db, ChannelId channel, IReadOnlyCollection<BuyerNote> notes, bool toKeep, CancellationToken ct)
    {
        var customers = toKeep ? db.Customers.AsTracking() : db.Customers.AsNoTracking();
        var roll = new CustomerRoll(channel);
        var ids = Texts(notes, n => n.ExternalId);
        var emails = Texts(notes, n => n.Email);
        var phones = Texts(notes, n => n.Phone);
        if (ids.Count > 0)
        {
            await foreach (var known in customers.Where(c => c.ChannelId == channel && c.ExternalId != null && ids.Contains(c.ExternalId)).AsAsyncEnumerable().WithCancellation(ct))
            {
                roll._byId[known.ExternalId!] = known;
            }
        }

        if (emails.Count > 0)
        {
            await foreach (var known in customers.Where(c => c.Email != null && emails.Contains(c.Email)).OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(ct))
            {
                roll._byEmail.TryAdd(known.Email!, known);
            }
        }

        if (phones.Count > 0)
        {
            await foreach (var known in customers.Where(c => c.Phone != null && phones.Contains(c.Phone)).OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(ct))
            {
                roll._byPhone.TryAdd(known.Phone!, known);
            }
        }

        return roll;
    }

    /// <summary>The customer of a note, who learns what was not known before; met where nobody is known, null for a guest.</summary>
    public Customer? Find(BuyerNote note, Func<CustomerId> newId, DateTime now)
    {
        if (note.IsGuest)
        {
            return null;
        }

        if (Known(note) is not { } customer)
        {
            customer = Customer.Enter(newId(), _channel, note.ExternalId, note.Name, note.Email, note.Phone, now);
            _met.Add(customer);
        }
        else
        {
            customer.Learn(_channel, note.ExternalId, note.Name, note.Email, note.Phone);
        }

        if (note.ExternalId is not null)
        {
            _byId.TryAdd(note.ExternalId, customer);
        }

        if (note.Email is not null)
        {
            _byEmail.TryAdd(note.Email, customer);
        }

        if (note.Phone is not null)
        {
            _byPhone.TryAdd(note.Phone, customer);
        }

        return customer;
    }

    private Customer? Known(BuyerNote note)
    {
        if (note.ExternalId is not null && _byId.GetValueOrDefault(note.ExternalId) is { } byId)
        {
            return byId;
        }

        var found = note.Email is not null ? _byEmail.GetValueOrDefault(note.Email) : note.Phone is not null ? _byPhone.GetValueOrDefault(note.Phone) : null;
        return found is not null && CustomerBook.IsSame(found, _channel, note.ExternalId) ? found : null;
    }

    private static List<string> Texts(IEnumerable<BuyerNote> notes, Func<BuyerNote, string?> text) =>
        [.. notes.Select(text).OfType<string>().Distinct(StringComparer.Ordinal)];
}
