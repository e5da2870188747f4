using Microsoft.AspNetCore.WebUtilities;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Access;

/// <summary>What the list of people shows, as it stands in the address; what is searched for names people and stays out of it.</summary>
public sealed record StaffListState
{
    /// <summary>Only people in this state.</summary>
    public StaffState? State { get; init; }

    /// <summary>The person whose card is open.</summary>
    public StaffId? Person { get; init; }

    /// <summary>What it is sorted by: name, email, state or seen.</summary>
    public string Sort { get; init; } = "name";

    /// <summary>Whether the largest or newest comes first.</summary>
    public bool Descending { get; init; }

    /// <summary>Reads the parts of an address; what cannot be read counts as not asked for.</summary>
    public static StaffListState Of(string? state, long? person, string? sort, string? direction) => new()
    {
        State = Slug.Parse<StaffState>(state),
        Person = person is { } id ? new StaffId(id) : null,
        Sort = sort is "email" or "state" or "seen" ? sort : "name",
        Descending = direction == "desc",
    };

    /// <summary>The address of this list.</summary>
    public string ToUrl() => QueryHelpers.AddQueryString(Links.Users, new Dictionary<string, string?>
    {
        ["state"] = State is { } state ? Slug.Of(state) : null,
        ["person"] = Person?.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["sort"] = Sort == "name" ? null : Sort,
        ["dir"] = Descending ? "desc" : null,
    }.Where(part => part.Value is not null).ToDictionary());

    /// <summary>The people to show, out of all of them and in order.</summary>
    public IReadOnlyList<StaffList.Row> Shown(IReadOnlyList<StaffList.Row> all, string search)
    {
        var found = all
            .Where(row => State is null || row.State == State)
            .Where(row => search.Length == 0 || row.Name.Contains(search, StringComparison.CurrentCultureIgnoreCase) || row.Email.Contains(search, StringComparison.OrdinalIgnoreCase));
        var sorted = Sort switch
        {
            "email" => found.OrderBy(row => row.Email, StringComparer.OrdinalIgnoreCase),
            "state" => found.OrderBy(row => row.State),
            "seen" => found.OrderBy(row => row.LastSeenAt ?? DateTime.MinValue),
            _ => found.OrderBy(row => row.Name, StringComparer.CurrentCulture),
        };
        return Descending ? [.. sorted.Reverse()] : [.. sorted];
    }

    /// <summary>How the table is sorted.</summary>
    public GridSort GridSort => new(Sort, Descending);
}
