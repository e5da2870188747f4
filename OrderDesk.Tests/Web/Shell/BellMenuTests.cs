using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Notifications;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Shell;

/// <summary>The bell in the bar.</summary>
public sealed class BellMenuTests : DeskPageTest
{
    [Fact]
    public async Task It_counts_what_is_unread_leads_to_the_entry_and_is_read_by_opening_it()
    {
        var (bell, rina) = Bell();
        Assert.Empty(bell.FindAll("[data-unread]"));
        Assert.Contains("Nothing yet", bell.Find(".bell-panel").TextContent, StringComparison.Ordinal);
        await TellAsync(rina.Id, 7);
        await MovedAsync(bell, () => bell.FindAll("[data-unread='1']").Count == 1);

        var item = bell.Find("[data-notification=Mentioned]");
        Assert.Equal("/orders/OD-1000123?entry=7", item.GetAttribute("href"));
        Assert.Contains("Bo named you in a note on OD-1000123", item.TextContent, StringComparison.Ordinal);
        Assert.Equal("Notifications, 1 unread", bell.Find("[data-part=bell-says]").TextContent);
        await item.ClickAsync();
        await MovedAsync(bell, () => bell.FindAll("[data-unread]").Count == 0);

        Assert.Equal("yes", bell.Find("[data-notification]").GetAttribute("data-read"));
    }

    [Fact]
    public async Task Older_ones_are_a_step_away_and_all_are_read_in_one_go()
    {
        var (_, rina) = Bell();
        await TellAsync(rina.Id, [.. Enumerable.Range(1, BellNews.PageSize + 3)]);
        var bell = Render<BellMenu>();
        bell.WaitForElement("[data-action=bell-older]");

        await bell.Find("[data-action=bell-older]").ClickAsync();
        Assert.Equal(BellNews.PageSize + 3, bell.FindAll("[data-notification]").Count);
        await bell.Find("[data-action=read-all]").ClickAsync();
        await MovedAsync(bell, () => bell.FindAll("[data-read=no]").Count == 0);

        Assert.Equal(BellNews.PageSize + 3, bell.FindAll("[data-notification]").Count);
        Assert.Empty(bell.FindAll("[data-action=read-all]"));
    }

    [Fact]
    public void Whoever_may_not_read_orders_has_a_quiet_bell()
    {
        SignIn(Desk.Nobody());
        Services.AddScoped<BellNews>();

        Assert.Empty(Open<BellMenu>().FindAll("[data-notification], [data-unread]"));
    }

    [Theory]
    [InlineData("Ask @Mei Chen, please", "Mei Chen")]
    [InlineData("＠mei chen", "mei chen")]
    [InlineData("@Meister", null)]
    public void Names_in_a_note_are_tags(string text, string? tag)
    {
        var note = Render<NoteText>(p => p.Add(n => n.Text, text).Add(n => n.Named, ["Mei Chen"]));

        Assert.Equal(tag, note.FindAll("[data-mention]").SingleOrDefault()?.GetAttribute("data-mention"));
        Assert.Equal(text, note.Nodes.Aggregate("", (all, node) => all + node.TextContent).Trim());
    }

    private (IRenderedComponent<BellMenu> Bell, Actor Rina) Bell()
    {
        var rina = SignIn(Desk.Agent());
        Services.AddScoped<BellNews>();
        return (Open<BellMenu>(), rina);
    }

    private async Task MovedAsync(IRenderedComponent<BellMenu> bell, Func<bool> isSo) => await WaitAsync(() =>
    {
        Desk.Clock.Advance(LiveRows.Beat);
        return bell.InvokeAsync(isSo);
    });

    private Task TellAsync(StaffId to, params int[] numbers) => Desk.WriteAsync(write =>
    {
        foreach (var n in numbers)
        {
            write.Db.Notifications.Add(new Notification { Id = write.NewId<NotificationId>(), StaffId = to, Kind = NotificationKind.Mentioned, OrderId = new OrderId(1_000_123), Number = n, ByName = "Bo", At = write.Now });
            write.Changed(Notification.Change, to.Value);
        }
    });
}
