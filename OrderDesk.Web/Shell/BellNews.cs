using OrderDesk.Core.Data;
using OrderDesk.Core.Notifications;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Shell;

/// <summary>What the person in front of this page is told of, for the bell in the bar.</summary>
internal sealed class BellNews(OwnNotifications own, MarkNotifications mark, CurrentStaff staff, ChangeFeed feed, TimeProvider time, ILogger<BellNews> logger)
{
    /// <summary>Rows the bell shows at first, and more at each step.</summary>
    public const int PageSize = 20;

    /// <summary>Hears when this person is told of something or has read it on another page.</summary>
    public async Task<IDisposable> ListenAsync(Action moved)
    {
        var me = (await staff.GetAsync()).Id.Value;
        return new LiveRows(feed, time, change => change.Has(Notification.Change, me), moved);
    }

    /// <summary>One page; nothing where it cannot be read, for no page should break over its bell.</summary>
    public async Task<OwnNotifications.Answer> ReadAsync(int size, string? after)
    {
        try
        {
            return (await own.ReadAsync(await staff.GetAsync(), new Paging(size, after), CancellationToken.None)).Value ?? None;
        }
        catch (Exception failure)
        {
            logger.NotCounted(failure);
            return None;
        }
    }

    /// <summary>The person has read one, or all of them.</summary>
    public async Task<Result> MarkAsync(NotificationId? id) => await mark.RunAsync(await staff.GetAsync(), new MarkNotifications.Command(id), CancellationToken.None);

    private static OwnNotifications.Answer None => new(Page<OwnNotifications.Row>.Empty, 0);
}
