using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Account;

/// <summary>The steps of a sign-in; the browser carries nothing but a closed token between them.</summary>
public sealed partial class Login
{
    private Error? _error;
    private string? _half;
    private EnrolTotp.Offer? _offer;
    private IReadOnlyList<string>? _codes;

    [Inject] private SignIn SignIn { get; set; } = null!;

    [Inject] private SignInSecondFactor SecondFactor { get; set; } = null!;

    [Inject] private EnrolTotp Enrol { get; set; } = null!;

    [Inject] private ConfirmTotp Confirm { get; set; } = null!;

    [Inject] private StaffDirectory Directory { get; set; } = null!;

    [Inject] private IDataProtectionProvider Keys { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Request { get; set; } = null!;

    [SupplyParameterFromForm] private LoginInput? Input { get; set; }

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    private string Back => Links.LocalOr(ReturnUrl, Links.Home);

    private string Title => _codes is not null ? "account.recovery-title" : _offer is not null ? "account.enrol-title" : _half is not null ? "account.code-title" : "account.sign-in";

    private string Browser => Request.Request.Headers.UserAgent.ToString();

    private CancellationToken Ct => Request.RequestAborted;

    private Task SubmitAsync() => Input switch
    {
        { Half: not null } => CodeAsync(Input),
        { Email: { } email, Password: { } password } => PasswordAsync(email, password),
        _ => RefuseAsync(SignIn.Wrong),
    };

    private async Task PasswordAsync(string email, string password)
    {
        var result = await SignIn.RunAsync(new SignIn.Command(email, password, Request.Connection.RemoteIpAddress, Browser), Ct);
        if (!result.IsOk)
        {
            await RefuseAsync(result.Error);
        }
        else if (result.Value.Session is { } session)
        {
            await BeginAsync(session);
            Navigation.NavigateTo(Back);
        }
        else
        {
            _half = HalfToken.Close(Keys, result.Value.Half);
            await OfferAsync(result.Value.Half, result.Value.Step is SignInStep.EnrolSecondFactor);
        }
    }

    private async Task CodeAsync(LoginInput input)
    {
        if (HalfToken.Open(Keys, input.Half) is not { } half)
        {
            await RefuseAsync(Error.Conflict("access.sign-in-again"));
            return;
        }

        var (session, error) = input.Enrol ? await ConfirmAsync(half, input.Code ?? "") : await GiveAsync(half, input.Code ?? "");
        if (session is not null)
        {
            await BeginAsync(session);
            if (_codes is null)
            {
                Navigation.NavigateTo(Back);
            }

            return;
        }

        _error = error;
        if (error?.Code != "access.sign-in-again")
        {
            _half = HalfToken.Close(Keys, half);
            await OfferAsync(half, input.Enrol);
        }
    }

    private async Task<(SessionKey? Session, Error? Error)> GiveAsync(HalfSignIn half, string code)
    {
        var result = await SecondFactor.RunAsync(new SignInSecondFactor.Command(half, code, Request.Connection.RemoteIpAddress, Browser), Ct);
        return (result.Value, result.Error);
    }

    private async Task<(SessionKey? Session, Error? Error)> ConfirmAsync(HalfSignIn half, string code)
    {
        var result = await Confirm.RunAsync(half.Actor, new ConfirmTotp.Command(code, null, half, Browser), Ct);
        _codes = result.Value?.RecoveryCodes;
        return (result.Value?.Session, result.Error);
    }

    private async Task OfferAsync(HalfSignIn half, bool wanted)
    {
        if (wanted)
        {
            var offer = await Enrol.RunAsync(half.Actor, new EnrolTotp.Command("", half), Ct);
            (_offer, _error) = (offer.Value, _error ?? offer.Error);
        }
    }

    private async Task BeginAsync(SessionKey session)
    {
        await Request.SignInAsync(SessionClaims.Scheme, SessionClaims.Of(session));
        if (await Directory.FindAsync(session, Ct) is { } signedIn)
        {
            Preferences.Bring(Request, signedIn.Staff);
        }
    }

    private Task RefuseAsync(Error error)
    {
        _error = error;
        return Task.CompletedTask;
    }
}
