using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using OrderDesk.Web.Parts;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>What a test of a part needs: the words, a clock wound by hand, and a language.</summary>
public abstract class PartTests : BunitContext
{
    /// <summary>A part in English at noon of a Monday, in London.</summary>
    protected PartTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Speak("en", "en-GB");
    }

    /// <summary>The clock.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The instant.</summary>
    protected DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <summary>Shows a part to a person in a zone.</summary>
    protected IRenderedComponent<CascadingValue<DeskClock>> Show<TPart>(Action<RenderTreeBuilder> parameters, string zone = "Europe/London", string? companyZone = null)
        where TPart : IComponent
    {
        var clock = new DeskClock(Clock, TimeZoneInfo.FindSystemTimeZoneById(zone), TimeZoneInfo.FindSystemTimeZoneById(companyZone ?? zone));
        return Render<CascadingValue<DeskClock>>(cascade => cascade.Add(p => p.Value, clock).Add(p => p.ChildContent, builder =>
        {
            builder.OpenComponent<TPart>(0);
            parameters(builder);
            builder.CloseComponent();
        }));
    }

    /// <summary>Switches the language.</summary>
    protected static void Speak(string language, string format)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(format);
    }
}
