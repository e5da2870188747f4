using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>One permission of a feature and the roles that hold it.</summary>
public sealed record RoleGrant(string Permission, StaffRoles Roles);

/// <summary>Which role may do what, gathered from every feature.</summary>
public sealed class RoleGrants(IEnumerable<RoleGrant> grants)
{
    private readonly IReadOnlyList<RoleGrant> _grants = [.. grants];

    /// <summary>Every permission there is with the roles that hold it.</summary>
    public IReadOnlyList<RoleGrant> All => _grants;

    /// <summary>The permissions of somebody with these roles, and the roles by name.</summary>
    public IReadOnlySet<string> Of(StaffRoles roles) => Allowed(roles).Concat(ActorRoles.Each(roles).Select(ActorRoles.Name)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The roles that hold a permission.</summary>
    public StaffRoles Holding(string permission) => _grants.Where(grant => grant.Permission == permission).Aggregate(StaffRoles.None, (all, grant) => all | grant.Roles);

    /// <summary>Whether this actor may give these roles or touch somebody who holds them: nobody reaches above themselves.</summary>
    public bool MayGrant(Actor actor, StaffRoles roles) =>
        actor.Can(AccessPermissions.GrantAnyRole) || Allowed(roles).All(actor.Can);

    private IEnumerable<string> Allowed(StaffRoles roles) => _grants.Where(grant => (grant.Roles & roles) != 0).Select(grant => grant.Permission);
}

/// <summary>How a feature says who holds its permissions.</summary>
public static class Granting
{
    /// <summary>Gives a permission to roles.</summary>
    public static IServiceCollection Grant(this IServiceCollection services, string permission, StaffRoles roles) =>
        services.AddSingleton(new RoleGrant(permission, roles));
}
