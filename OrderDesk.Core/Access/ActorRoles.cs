using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Which roles an actor has, for what a company gives to roles by its own settings rather than by permissions.</summary>
public static class ActorRoles
{
    /// <summary>Whether an actor has one of these roles; the system has all of them, and what every role may do anybody may who is let in at all.</summary>
    public static bool IsAny(this Actor actor, StaffRoles roles) =>
        actor.Kind is ActorKind.System || roles == StaffUser.AllRoles || Each(roles).Any(role => actor.Permissions.Contains(Name(role)));

    /// <summary>The roles one by one.</summary>
    public static IEnumerable<StaffRoles> Each(StaffRoles roles) => Enum.GetValues<StaffRoles>().Where(role => role is not StaffRoles.None && roles.HasFlag(role));

    /// <summary>How a role stands among what an actor may do.</summary>
    internal static string Name(StaffRoles role) => $"role:{role}";
}
