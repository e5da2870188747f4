using System.Collections.Frozen;
using Microsoft.AspNetCore.Components.Authorization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Account;

namespace OrderDesk.Web.Shell;

/// <summary>Who sits in front of this page, asked anew at each command: a session that has ended, or a role that was taken, counts at once.</summary>
public class CurrentStaff(AuthenticationStateProvider states, StaffDirectory directory, KeepSession keep)
{
    private static readonly Actor Nobody = new(default, "-", ActorKind.Person, FrozenSet<string>.Empty);

    /// <summary>Who acts; without permissions where the session is over.</summary>
    public virtual async ValueTask<Actor> GetAsync() => (await FindAsync())?.Actor ?? Nobody;

    /// <summary>The signed-in person, or null when the session is over.</summary>
    public virtual async ValueTask<SignedIn?> FindAsync()
    {
        var state = await states.GetAuthenticationStateAsync();
        return SessionClaims.KeyOf(state.User) is { } key ? await directory.FindAsync(key, CancellationToken.None) : null;
    }

    /// <summary>Notes that the person is active, so that the session goes on.</summary>
    public async Task ActiveAsync()
    {
        if (await FindAsync() is { } signedIn)
        {
            await keep.RunAsync(signedIn.Actor, new KeepSession.Command(signedIn.Key.SessionId), CancellationToken.None);
        }
    }
}
