using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MudBlazor;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Access;

/// <summary>The person's own settings: how the desk looks, how they sign in, where they are signed in.</summary>
public sealed partial class ProfilePage
{
    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };

    private IReadOnlyList<ZoneChoice> _zones = [];
    private IReadOnlyList<OwnSessions.Row> _sessions = [];
    private SignedIn? _me;
    private string? _name;
    private string? _problem;
    private bool _needed;

    [Inject]
    private OwnSessions Sessions { get; set; } = null!;

    [Inject]
    private UpdateProfile Update { get; set; } = null!;

    [Inject]
    private ChangePassword Change { get; set; } = null!;

    [Inject]
    private DisableTotp GiveUp { get; set; } = null!;

    [Inject]
    private EndSession End { get; set; } = null!;

    [Inject]
    private EndOtherSessions EndOthers { get; set; } = null!;

    [Inject]
    private IOptions<SecurityOptions> Security { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<AccessWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    [CascadingParameter]
    private DeskClock Clock { get; set; } = DeskClock.Utc;

    [CascadingParameter]
    private UiPrefs Prefs { get; set; } = UiPrefs.Default;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => _me is { } me && change.Has("staff", me.Actor.Id.Value), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        if (await Staff.FindAsync() is not { } me)
        {
            _problem = Say.Words(Error.Forbidden("access.not-signed-in"));
            return;
        }

        var read = await Sessions.ReadAsync(me.Actor, ct);
        _problem = read.Error is { } error ? Say.Words(error) : null;
        _zones = _zones.Count > 0 ? _zones : ZoneChoice.All(Clock.Now);
        (_name, _sessions, _needed) = (_me is null ? me.Staff.Name : _name, read.Value ?? _sessions, !me.Staff.IsDemo && (me.Staff.Roles & Security.Value.RequireMfaRoles) != 0);
        _me = me;
    }

    private Task KeepAsync(string? name, string? zone) => ActAsync(async ct =>
    {
        var (me, likes, own) = (_me!, _me!.Staff.Likes, string.IsNullOrEmpty(zone) ? null : zone);
        var kept = await Update.RunAsync(me.Actor, new UpdateProfile.Command(name ?? "", likes.Language, own, likes.Theme, likes.Density, likes.ShortcutsOff), ct);
        var said = kept.Error is { Fields: [var wrong, ..] } ? Error.Invalid(wrong.Code, wrong.Args) : kept.Error;
        if (Say.Outcome(said is null ? Result.Ok : said, "said.profile-kept"))
        {
            Clock.MoveTo(own);
            await LoadAsync(ct);
        }
    });

    private async Task<Result> ChangePasswordAsync(PasswordForm.Answer answer)
    {
        var result = await Change.RunAsync(_me!.Actor, new ChangePassword.Command(answer.Current, answer.New, _me.Key.SessionId), Gone);
        if (result.IsOk)
        {
            Say.Done("said.password-changed");
            await ReloadAsync();
        }

        return result;
    }

    private Task EnrolAsync() => ActAsync(async ct =>
    {
        var dialog = await Dialogs.ShowAsync<SecondStepDialog>(Words["second.set-up"], new DialogParameters { ["Me"] = _me }, Narrow with { BackdropClick = false });
        await dialog.Result;
        await LoadAsync(ct);
    });

    private Task GiveUpAsync() => ActAsync(async ct =>
    {
        var submit = (string password) => GiveUp.RunAsync(_me!.Actor, new DisableTotp.Command(password, _me.Key.SessionId), ct);
        var dialog = await Dialogs.ShowAsync<PasswordDialog>(Words["second.give-up"], new DialogParameters { ["Submit"] = submit, ["Verb"] = Words["second.give-up"].Value }, Narrow);
        if (await dialog.Result is { Canceled: false, Data: Result result } && Say.Outcome(result, "said.second-step-off"))
        {
            await LoadAsync(ct);
        }
    });

    private Task EndAsync(StaffSessionId session) => ActAsync(async ct =>
    {
        Say.Outcome(await End.RunAsync(_me!.Actor, new EndSession.Command(session), ct), "said.session-ended");
        await LoadAsync(ct);
    });

    private Task EndOthersAsync() => ActAsync(async ct =>
    {
        Say.Outcome(await EndOthers.RunAsync(_me!.Actor, new EndOtherSessions.Command(_me.Key.SessionId), ct), "said.others-ended");
        await LoadAsync(ct);
    });
}
