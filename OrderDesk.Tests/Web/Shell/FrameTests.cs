using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Shell;

/// <summary>The frame round every page.</summary>
public sealed class FrameTests : PartTests
{
    private static readonly FrameView Agent = new("Mei Chen", "Agent", [.. NavItem.All.Where(item => !item.Administration)], Demo: true)
    {
        Waiting = new Dictionary<string, int> { ["review"] = 60, ["intake"] = 1234, ["orders"] = 0 },
    };

    [Fact]
    public void The_rail_marks_where_the_person_is_also_deep_inside()
    {
        var frame = Frame("/orders/OD-1000123");

        Assert.Equal("orders", frame.Find("[aria-current=page]").GetAttribute("data-nav"));
        Assert.Equal("Orders", frame.Find(".bar-title").TextContent);
        Assert.Equal("home", Frame("/").Find("[aria-current=page]").GetAttribute("data-nav"));
    }

    [Fact]
    public void The_rail_counts_what_waits_and_says_nothing_where_nothing_does()
    {
        var frame = Frame("/");

        Assert.Equal("6060 waiting", frame.Find("[data-nav=review] .rail-count").TextContent);
        Assert.StartsWith("999+", frame.Find("[data-nav=intake] .rail-count").TextContent, StringComparison.Ordinal);
        Assert.Empty(frame.FindAll("[data-nav=orders] .rail-count"));
    }

    [Fact]
    public void A_person_sees_only_the_entries_they_may_open()
    {
        var frame = Frame("/");

        Assert.Empty(frame.FindAll("[data-nav=users]"));
        Assert.Empty(frame.FindAll(".rail-group"));
        Assert.Single(Render<NavMenu>(p => p.Add(n => n.View, FrameView.Open with { Items = NavItem.All }).Add(n => n.Path, "/")).FindAll(".rail-group"));
    }

    [Fact]
    public void Demo_data_is_labelled() => Assert.Contains("invented shop", Frame("/").Find("[data-strip=demo]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void What_the_person_chose_is_marked_and_every_choice_posts_to_the_same_form()
    {
        var frame = Frame("/");

        Assert.Equal(["English", "Dark", "Compact"], frame.FindAll("[data-menu=user] [aria-pressed=true]").Select(choice => choice.TextContent.Trim()));
        Assert.All(frame.FindAll("[data-menu=user] button[type=submit]"), button => Assert.Equal("preferences", button.GetAttribute("form")));
        Assert.Contains("Mei Chen", frame.Find(".menu-head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_breaks_shows_a_number_that_is_in_the_log_and_the_rest_lives_on()
    {
        var log = new Heard();
        Services.AddSingleton<ILoggerProvider>(log);
        var page = Render<Breakable>();

        await page.Find("[data-break]").ClickAsync();

        var id = page.Find("[data-fault]").GetAttribute("data-fault")!;
        Assert.Equal(8, id.Length);
        Assert.Contains(log.Lines, line => line.Contains(id, StringComparison.Ordinal) && line.Contains("out of paper", StringComparison.Ordinal));
        Assert.Contains(id, page.Find("[data-face=error]").TextContent, StringComparison.Ordinal);
        Assert.Equal("The rest", page.Find("[data-rest]").TextContent);

        await page.Find("[data-mend]").ClickAsync();
        await page.Find("[data-retry]").ClickAsync();
        Assert.Empty(page.FindAll("[data-fault]"));
    }

    [Fact]
    public void An_outcome_is_said_in_the_tone_of_its_kind_and_a_refusal_stays()
    {
        Services.AddScoped<Say>();
        var (say, snackbar) = (Services.GetRequiredService<Say>(), Services.GetRequiredService<ISnackbar>());

        Assert.True(say.Outcome(Result.Ok, "missing.home"));
        Assert.False(say.Outcome(Error.Conflict("shared.changed-meanwhile"), "missing.home"));

        Assert.Equal([("Go to my desk", Severity.Success), ("This changed while you were looking. It has been loaded again; nothing of yours was saved.", Severity.Info)],
            snackbar.ShownSnackbars.Select(toast => (toast.Message, toast.Severity)));
    }

    private IRenderedComponent<DeskFrame> Frame(string path) => Render<DeskFrame>(p => p
        .Add(f => f.View, Agent).Add(f => f.Path, path).Add(f => f.Prefs, UiPrefs.Default with { Theme = "dark" }).AddChildContent("page"));

    private sealed class Heard : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)} {exception?.Message}");

        public void Dispose()
        {
        }
    }
}
