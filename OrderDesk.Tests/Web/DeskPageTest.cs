using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Access;
using OrderDesk.Web.Features.Policies;
using OrderDesk.Web.Features.Review;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web;

/// <summary>A page on the real Core and a real SQLite file, in front of one person who is signed in.</summary>
public abstract class DeskPageTest : BunitContext, IAsyncLifetime
{
    private TestDesk? _desk;

    /// <summary>The desk behind the page.</summary>
    protected TestDesk Desk => _desk!;

    /// <summary>The shop that sends orders to it.</summary>
    protected Shop Shop { get; private set; } = null!;

    /// <summary>The toasts that were shown.</summary>
    protected IEnumerable<string?> Said => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(toast => toast.Message);

    /// <summary>The token that ends with the test.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens the desk.</summary>
    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");
        JSInterop.Mode = JSRuntimeMode.Loose;
        _desk = await TestDesk.OpenAsync();
        _desk.Register(Services);
        Services.AddSingleton(_desk.Services.GetRequiredService<ChangeFeed>());
        Services.AddLocalization();
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddScoped<Say>();
        Services.AddScoped(_ => new DeskClock(Desk.Clock, TimeZoneInfo.Utc, TimeZoneInfo.Utc));
        Services.AddScoped<BulkActs>();
        Services.AddReviewPages();
        Services.AddAccessPages();
        Services.AddScoped<ListViews>();
        Services.AddPolicyPages();
        Shop = await Shop.OpenAsync(_desk);
    }

    /// <summary>Signs somebody in; everything rendered after it is theirs.</summary>
    protected Actor SignIn(Actor actor)
    {
        Services.AddScoped<CurrentStaff>(_ => new SignedInStaff(actor));
        return actor;
    }

    /// <summary>Signs somebody in with a session of their own, as a page about the own account needs.</summary>
    protected void SignIn(SessionKey session) =>
        Services.AddScoped<CurrentStaff>(services => new SessionStaff(services.GetRequiredService<StaffDirectory>(), session));

    /// <summary>Shows a page with the dialogs it may open.</summary>
    protected IRenderedComponent<TPage> Open<TPage>(Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        RenderTree.Add<CascadingValue<DeskClock>>(p => p.Add(c => c.Value, new DeskClock(Desk.Clock, TimeZoneInfo.Utc, TimeZoneInfo.Utc)));
        Dialogs = Render<MudDialogProvider>();
        return Render(parameters ?? (_ => { }));
    }

    /// <summary>Where dialogs appear.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs { get; private set; } = null!;

    /// <summary>Looks again until it is so; the change feed tells pages from another thread.</summary>
    protected static async Task WaitAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Closes the desk after its pages.</summary>
    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        if (_desk is { } desk)
        {
            await desk.DisposeAsync();
        }
    }

    /// <summary>The session of the person in front of the pages ends, as an administrator may end it at any moment.</summary>
    protected void EndSession() => ((SignedInStaff)Services.GetRequiredService<CurrentStaff>()).End();

    private sealed class SignedInStaff(Actor actor) : CurrentStaff(null!, null!, null!)
    {
        private Actor _actor = actor;

        public override ValueTask<Actor> GetAsync() => ValueTask.FromResult(_actor);

        public void End() => _actor = _actor with { Permissions = new HashSet<string>() };
    }

    private sealed class SessionStaff(StaffDirectory directory, SessionKey session) : CurrentStaff(null!, null!, null!)
    {
        public override ValueTask<SignedIn?> FindAsync() => directory.FindAsync(session, Ct);
    }
}
