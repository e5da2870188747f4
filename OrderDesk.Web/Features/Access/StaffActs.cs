using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MudBlazor;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Account;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Access;

/// <summary>What can be done about a member of staff.</summary>
public enum StaffVerb
{
    /// <summary>Other roles.</summary>
    Roles,

    /// <summary>A new one-time link.</summary>
    Link,

    /// <summary>Take the second step off.</summary>
    SecondStep,

    /// <summary>Sign them out everywhere.</summary>
    EndSessions,

    /// <summary>Switch the account off.</summary>
    Disable,

    /// <summary>Switch it on, or end its pause.</summary>
    Enable,
}

/// <summary>Turns what is done about people into use cases and says what came of it. A one-time link is shown once and nowhere else.</summary>
internal sealed class StaffActs(
    InviteStaff invite, ChangeRoles roles, ResetPassword reset, ResetSecondFactor secondFactor, EndStaffSessions sessions, DisableStaff disable, EnableStaff enable, LinkMail mail, DeskClock clock,
    IOptions<SecurityOptions> security, NavigationManager navigation, IDialogService dialogs, Say say, IStringLocalizer<AccessWords> words)
{
    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>Asks whom to invite and shows the link; answers the new account, or null.</summary>
    public async Task<StaffId?> InviteAsync(Actor me, CancellationToken ct)
    {
        Result<InviteStaff.Invited> invited = default;
        var email = "";
        var sent = await ShowAsync<InviteDialog, InviteDialog.Answer>(words["invite.title"], async answer =>
        {
            email = answer.Email;
            invited = await invite.RunAsync(me, new InviteStaff.Command(answer.Email, answer.Roles, answer.Name), ct);
            return invited.Plain;
        });
        if (sent is not { IsOk: true } || invited.Value is not { } made)
        {
            Refused(sent);
            return null;
        }

        await GiveAsync(email, made.Link, ct);
        return made.StaffId;
    }

    /// <summary>Does what was asked about somebody.</summary>
    public Task RunAsync(Actor me, StaffList.Row who, StaffVerb verb, CancellationToken ct) => verb switch
    {
        StaffVerb.Roles => RolesAsync(me, who, ct),
        StaffVerb.Link => LinkAsync(me, who, ct),
        StaffVerb.SecondStep => AfterYesAsync(who, "second-step", "said.second-step-reset", () => secondFactor.RunAsync(me, new ResetSecondFactor.Command(who.Id), ct)),
        StaffVerb.EndSessions => SayAsync(sessions.RunAsync(me, new EndStaffSessions.Command(who.Id), ct), "said.sessions-ended", who),
        StaffVerb.Disable => AfterYesAsync(who, "disable", "said.disabled", () => disable.RunAsync(me, new DisableStaff.Command(who.Id), ct)),
        StaffVerb.Enable => SayAsync(enable.RunAsync(me, new EnableStaff.Command(who.Id), ct), "said.enabled", who),
    };

    private async Task RolesAsync(Actor me, StaffList.Row who, CancellationToken ct)
    {
        var changed = await ShowAsync<RolesDialog, StaffRoles>(words["roles.title", who.Name], answer => roles.RunAsync(me, new ChangeRoles.Command(who.Id, who.Roles, answer), ct), ("Roles", who.Roles));
        if (changed is { } result)
        {
            say.Outcome(result, "said.roles-changed", who.Name);
        }
    }

    private async Task LinkAsync(Actor me, StaffList.Row who, CancellationToken ct)
    {
        var issued = await reset.RunAsync(me, new ResetPassword.Command(who.Id), ct);
        if (issued.Value is { } link)
        {
            await GiveAsync(who.Email, link, ct);
        }
        else
        {
            Refused(issued.Plain);
        }
    }

    /// <summary>By mail where a server is set and takes it; else on the screen, this once.</summary>
    private async Task GiveAsync(string email, IssuedLink link, CancellationToken ct)
    {
        var origin = security.Value.PublicOrigins.FirstOrDefault() ?? navigation.BaseUri;
        var address = origin.TrimEnd('/') + Links.OneTime(link);
        if (mail.IsOn && await mail.SendAsync(email, link, address, clock.Exact(link.ExpiresAt), ct))
        {
            say.Done("said.link-mailed", email);
            return;
        }

        var parameters = new DialogParameters { ["Address"] = address, ["ExpiresAt"] = link.ExpiresAt, ["MailFailed"] = mail.IsOn };
        var dialog = await dialogs.ShowAsync<LinkDialog>(words[$"link.{link.Purpose}"], parameters, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false });
        await dialog.Result;
    }

    private async Task AfterYesAsync(StaffList.Row who, string what, string ok, Func<Task<Result>> act)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Text, words[$"{what}.text"].Value }, { d => d.Verb, words[$"{what}.do"].Value }, { d => d.Danger, true } };
        if (await dialogs.AskAsync(words[$"{what}.title", who.Name], parameters) is not null)
        {
            await SayAsync(act(), ok, who);
        }
    }

    private async Task SayAsync(Task<Result> act, string ok, StaffList.Row who) => say.Outcome(await act, ok, who.Name);

    private async Task<Result?> ShowAsync<TDialog, TAnswer>(string title, Func<TAnswer, Task<Result>> submit, params (string Name, object Value)[] more)
        where TDialog : ComponentBase
    {
        var parameters = new DialogParameters { ["Submit"] = submit };
        foreach (var (name, value) in more)
        {
            parameters.Add(name, value);
        }

        var dialog = await dialogs.ShowAsync<TDialog>(title, parameters, Narrow);
        return await dialog.Result is { Canceled: false, Data: Result result } ? result : (Result?)null;
    }

    private void Refused(Result? result)
    {
        if (result is { Error: { } error })
        {
            say.Refusal(error);
        }
    }
}
