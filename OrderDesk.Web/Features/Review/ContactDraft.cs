using OrderDesk.Core.Orders;

namespace OrderDesk.Web.Features.Review;

/// <summary>Contact and delivery address while somebody types.</summary>
public sealed class ContactDraft
{
    private readonly Dictionary<string, string?> _values = [];
    private readonly Dictionary<string, string?> _before;

    /// <summary>Nobody yet.</summary>
    public ContactDraft()
    {
        foreach (var field in Fields)
        {
            _values[field.Key] = null;
        }

        _before = new(_values);
    }

    /// <summary>What is there now, in full.</summary>
    public ContactDraft(CaseScreen screen)
    {
        var (sheet, address) = (screen.Sheet, screen.Sheet.Shipping);
        string?[] now = [sheet.Name, screen.Contact?.Email, screen.Contact?.Phone, address.Name, address.Line1, address.Line2, address.City, address.Region, address.PostalCode, address.Country, screen.Contact?.ShippingPhone];
        foreach (var (field, value) in Fields.Zip(now))
        {
            _values[field.Key] = value;
        }

        _before = new(_values);
    }

    /// <summary>The fields with their words, in order.</summary>
    public static IReadOnlyList<(string Key, string Label, bool Wide)> Fields { get; } =
    [
        ("name", "buyer.name", true), ("email", "buyer.email", false), ("phone", "buyer.phone", false), ("shipping.name", "address.Name", true),
        ("shipping.line1", "address.Line1", true), ("shipping.line2", "address.Line2", true), ("shipping.city", "address.City", false), ("shipping.region", "address.Region", false),
        ("shipping.postalCode", "address.PostalCode", false), ("shipping.country", "address.Country", false), ("shipping.phone", "address.Phone", false),
    ];

    /// <summary>One field.</summary>
    public string? this[string key]
    {
        get => _values[key];
        set => _values[key] = value;
    }

    /// <summary>Whether anything differs from what was there.</summary>
    public bool Changed => _values.Any(value => (value.Value ?? "") != (_before[value.Key] ?? ""));

    /// <summary>What differs from what was there, to be kept.</summary>
    public void Keep(DialogChoices choices)
    {
        foreach (var (field, value) in _values.Where(value => (value.Value ?? "") != (_before[value.Key] ?? "")))
        {
            choices.With("contact." + field, value ?? "").With("before." + field, _before[field] ?? "");
        }
    }

    /// <summary>Puts back what was kept; a field that somebody else has changed since stays as it is now.</summary>
    public void Take(DialogChoices kept)
    {
        foreach (var (field, _, _) in Fields)
        {
            if (kept["contact." + field] is { } value && kept["before." + field] == (_before[field] ?? ""))
            {
                _values[field] = value;
            }
        }
    }

    /// <summary>Fills in a known address.</summary>
    public void Put(PostalAddress address) => (this["shipping.name"], this["shipping.line1"], this["shipping.line2"], this["shipping.city"], this["shipping.region"], this["shipping.postalCode"], this["shipping.country"]) =
        (address.Name, address.Line1, address.Line2, address.City, address.Region, address.PostalCode, address.Country);

    /// <summary>The address that is typed.</summary>
    public PostalAddress Address => new()
    {
        Name = this["shipping.name"],
        Line1 = this["shipping.line1"],
        Line2 = this["shipping.line2"],
        City = this["shipping.city"],
        Region = this["shipping.region"],
        PostalCode = this["shipping.postalCode"],
        Country = this["shipping.country"],
        Phone = this["shipping.phone"],
    };
}
