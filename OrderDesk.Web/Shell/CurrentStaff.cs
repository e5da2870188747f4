using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Shell;

/// <summary>SEAM.</summary>
public class CurrentStaff(Microsoft.Extensions.DependencyInjection.IServiceScopeFactory scopes)
{
    /// <summary>SEAM.</summary>
    public virtual ValueTask<Actor> GetAsync()
    {
        using var scope = scopes.CreateScope();
        var grants = scope.ServiceProvider.GetRequiredService<OrderDesk.Core.Access.RoleGrants>();
        return ValueTask.FromResult(new Actor(new StaffId(7), "Rina Reviewer", ActorKind.Person, grants.Of(OrderDesk.Core.Access.StaffRoles.Agent | OrderDesk.Core.Access.StaffRoles.Manager)));
    }
}
