using System.Collections.Frozen;

namespace OrderDesk.Core.Shared;

/// <summary>The id of a member of staff.</summary>
public readonly record struct StaffId(long Value) : ITypedId;

/// <summary>What kind of caller is asking.</summary>
public enum ActorKind
{
    /// <summary>A signed-in member of staff.</summary>
    Person,

    /// <summary>A sales channel through its API key.</summary>
    Channel,

    /// <summary>OrderDesk itself: a background job or an operator on the command line.</summary>
    System,

    /// <summary>A customer by a link to one order of theirs.</summary>
    Customer,
}

/// <summary>Who is asking. Every write takes one; nothing in Core ever reads a principal.</summary>
/// <param name="Id">The member of staff, or 0 for a channel and for the system.</param>
/// <param name="Name">The name written beside everything this actor does.</param>
/// <param name="Kind">A person, a channel or the system.</param>
/// <param name="Permissions">What a person or a channel may do; the system may do everything.</param>
public sealed record Actor(StaffId Id, string Name, ActorKind Kind, IReadOnlySet<string> Permissions)
{
    /// <summary>OrderDesk itself, under the name of the job or command that acts.</summary>
    public static Actor System(string name) => new(default, name, ActorKind.System, FrozenSet<string>.Empty);

    /// <summary>Whether this actor holds a permission.</summary>
    public bool Can(string permission) => Kind is ActorKind.System || Permissions.Contains(permission);
}
