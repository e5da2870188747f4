using Bunit;
using OrderDesk.Web.Parts;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>The smaller parts: they show what they are given and tell what was done.</summary>
public sealed class PartsTests : PartTests
{
    [Fact]
    public async Task A_filter_that_is_on_is_a_chip_that_can_be_taken_away()
    {
        var told = new List<object>();
        FilterChip[] chips = [new("status", "Status", "On hold"), new("channel", "Channel", "Shopify")];
        var bar = Render<FilterBar>(p => p.Add(b => b.Chips, chips).Add(b => b.OnRemove, chip => told.Add(chip)).Add(b => b.OnClear, () => told.Add("all")));

        await bar.Find("[data-chip=channel] button").ClickAsync();
        await bar.Find("[data-action=clear-filters]").ClickAsync();

        Assert.Equal([chips[1], "all"], told);
        Assert.Equal("Remove filter: Status On hold", bar.Find("[data-chip=status] button").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_search_is_told_when_it_is_finished_and_trimmed()
    {
        var told = new List<string>();
        var bar = Render<FilterBar>(p => p.Add(b => b.Search, "").Add(b => b.OnSearch, text => told.Add(text)));

        await bar.Find("[data-search]").ChangeAsync("  OD-1000123 ");

        Assert.Equal(["OD-1000123"], told);
        Assert.Equal("/", bar.Find("[data-search]").GetAttribute("aria-keyshortcuts"));
    }

    [Fact]
    public void Without_filters_or_search_the_bar_offers_nothing_that_does_nothing()
    {
        var bar = Render<FilterBar>();

        Assert.Empty(bar.FindAll("input"));
        Assert.Empty(bar.FindAll("button"));
    }

    [Fact]
    public void A_timeline_is_a_list_with_who_when_and_what_was_written()
    {
        var timeline = Render<Timeline>(p => p.Add(t => t.Label, "History").Add(t => t.Entries,
        [
            new(2, "note", new DateTime(2026, 3, 2, 11, 0, 0, DateTimeKind.Utc), "Mei Chen", "Note", Note: "<b>called</b>"),
            new(1, "received", new DateTime(2026, 3, 1, 11, 0, 0, DateTimeKind.Utc), null, "Taken in"),
        ]));

        Assert.Equal("OL", timeline.Find("[aria-label=History]").NodeName);
        Assert.Equal(["note", "received"], timeline.FindAll("li").Select(entry => entry.GetAttribute("data-event")));
        Assert.Contains("Mei Chen", timeline.Find("#event-2 .timeline-meta").TextContent, StringComparison.Ordinal);
        Assert.Equal("<b>called</b>", timeline.Find(".timeline-note").TextContent);
    }

    [Fact]
    public void What_can_be_copied_carries_its_text_and_says_so()
    {
        var copy = Render<CopyText>(p => p.Add(c => c.Value, "OD-1000123"));

        Assert.Equal("OD-1000123", copy.Find("[data-copy]").GetAttribute("data-copy"));
        Assert.Equal("Copy OD-1000123", copy.Find("[data-copy]").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_figure_leads_to_its_rows_and_one_without_enough_data_says_why()
    {
        var known = Render<Figure>(p => p.Add(f => f.Name, "waiting").Add(f => f.Label, "Waiting").Add(f => f.Value, "60").Add(f => f.Href, "/review").Add(f => f.Trend, [1, 3, 2]));
        var thin = Render<Figure>(p => p.Add(f => f.Name, "precision").Add(f => f.Label, "Precision").Add(f => f.Value, "–").Add(f => f.Change, "5 % more").Add(f => f.Reason, "Fewer than 20 decisions"));

        Assert.Equal("/review", known.Find("a[data-figure=waiting]").GetAttribute("href"));
        Assert.Equal("0,22 32,2 64,12", known.Find("polyline").GetAttribute("points"));
        Assert.Equal("Fewer than 20 decisions", thin.Find(".figure-note").TextContent);
    }

    [Fact]
    public async Task Progress_says_how_far_how_long_still_and_can_be_stopped()
    {
        var stopped = 0;
        var progress = Render<ProgressPanel>(p => p.Add(x => x.Title, "Import").Add(x => x.Done, 1200).Add(x => x.Total, 3000).Add(x => x.Remaining, TimeSpan.FromSeconds(95)).Add(x => x.OnCancel, () => stopped++));

        await progress.Find("[data-action=cancel]").ClickAsync();

        Assert.Equal("1,200 of 3,000 · about 1 min left", progress.Find("[role=status]").TextContent);
        Assert.Equal("1200", progress.Find("progress").GetAttribute("value"));
        Assert.Equal(1, stopped);
    }

    [Fact]
    public void Progress_of_unknown_length_has_no_value_and_no_false_end()
    {
        var progress = Render<ProgressPanel>(p => p.Add(x => x.Title, "Import").Add(x => x.Done, 1200));

        Assert.False(progress.Find("progress").HasAttribute("value"));
        Assert.Empty(progress.FindAll("[data-action=cancel]"));
    }

    [Fact]
    public void A_quiet_page_head_is_still_heard()
    {
        var head = Render<PageHeader>(p => p.Add(h => h.Title, "Orders").Add(h => h.Quiet, true));

        Assert.Equal("sr-only", head.Find("h1").ClassName);
        Assert.Empty(head.FindAll(".page-head"));
    }

    [Fact]
    public void The_view_that_is_shown_is_marked()
    {
        var tabs = Render<ViewTabs>(p => p.Add(t => t.Current, "held").Add(t => t.Tabs, [new("all", "All", "/orders", "6,012"), new("held", "On hold", "/orders?status=held")]));

        Assert.Equal("held", tabs.Find("[aria-current=page]").GetAttribute("data-view"));
        Assert.Equal("6,012", tabs.Find(".tab-count").TextContent);
    }

    [Fact]
    public async Task A_button_prints_its_key_and_while_something_is_under_way_it_does_nothing_and_keeps_the_focus()
    {
        var presses = 0;
        var button = Render<ActionButton>(p => p.Add(b => b.Action, "escalate").Add(b => b.Key, "Shift+E").Add(b => b.Token, "1000123:4").Add(b => b.Busy, true).Add(b => b.OnClick, () => presses++).AddChildContent("Escalate"));

        await button.Find("button").ClickAsync();

        Assert.Equal("Shift+E", button.Find("button").GetAttribute("aria-keyshortcuts"));
        Assert.Equal("⇧E", button.Find("kbd").TextContent);
        Assert.Equal(("true", false), (button.Find("button").GetAttribute("aria-disabled"), button.Find("button").HasAttribute("disabled")));
        Assert.Equal(0, presses);
    }

    [Fact]
    public async Task Only_the_button_that_was_pressed_turns_and_a_second_press_is_none()
    {
        var (presses, gate) = (0, new TaskCompletionSource());
        var button = Render<ActionButton>(p => p.Add(b => b.Action, "approve").Add(b => b.OnClick, () =>
        {
            presses++;
            return gate.Task;
        }));
        Assert.False(button.Find("button").HasAttribute("aria-busy"));

        var first = button.Find("button").ClickAsync();
        await button.Find("button").ClickAsync();
        button.Render(p => p.Add(b => b.Busy, true));
        Assert.Equal((1, "true"), (presses, button.Find("button").GetAttribute("aria-busy")));
        gate.SetResult();
        await first;

        button.Render(p => p.Add(b => b.Busy, false));
        Assert.False(button.Find("button").HasAttribute("aria-busy"));
    }
}
