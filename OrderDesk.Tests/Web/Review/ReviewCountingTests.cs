using System.Data.Common;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Review;

/// <summary>Counting goes on beside the page: once at a time, and nothing breaks where it cannot be done.</summary>
public sealed class ReviewCountingTests : OrderPageTest
{
    private readonly Counter _counter = new();

    [Fact]
    public async Task A_slow_counting_is_waited_for_and_not_started_again_and_then_tells_the_newest()
    {
        var held = await HeldAsync(4);
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal("4", Count(page)));

        var before = _counter.Started;
        _counter.Gate = new TaskCompletionSource();
        foreach (var id in held.Take(3))
        {
            await ApproveAsync(id);
            await PassAsync(() => !Shows(page, id));
            // The beat of the counts goes by as well, each time.
            Desk.Clock.Advance(TimeSpan.FromSeconds(2));
            await PassAsync(() => _counter.Started > before);
        }

        Assert.Equal(before + 1, _counter.Started);
        _counter.Gate.SetResult();
        page.WaitForAssertion(() => Assert.Equal("1", Count(page)));
    }

    [Fact]
    public async Task A_counting_that_fails_leaves_the_page_and_the_counts_as_they_are_and_is_made_up_for_by_the_minute()
    {
        var held = await HeldAsync(2);
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal("2", Count(page)));

        var before = _counter.Started;
        _counter.Fails = true;
        await ApproveAsync(held[0]);
        await PassAsync(() => _counter.Started > before && !Shows(page, held[0]));
        Assert.Equal("2", Count(page));

        _counter.Fails = false;
        Desk.Clock.Advance(TimeSpan.FromMinutes(1));
        page.WaitForAssertion(() => Assert.Equal("1", Count(page)));
    }

    private async Task<List<OrderId>> HeldAsync(int number)
    {
        var held = new List<OrderId>();
        while (held.Count < number)
        {
            held.Add(await HeldAsync());
        }

        return held;
    }

    /// <summary>Lets the clock go on until it is so; the feed tells the page from another thread.</summary>
    private Task PassAsync(Func<bool> isSo) => WaitAsync(() =>
    {
        Desk.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return Task.FromResult(isSo());
    });

    private static bool Shows(IRenderedComponent<ReviewPage> page, OrderId id) => page.Find("[data-grid] tbody").TextContent.Contains(id.Number, StringComparison.Ordinal);

    private async Task ApproveAsync(OrderId id)
    {
        await using var db = Desk.Db();
        var version = await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
        var approved = await Desk.UseAsync((ApproveOrder approve) => approve.RunAsync(Desk.Agent(), new(id, version, [], null), Ct));
        Assert.True(approved.IsOk, approved.Error?.Code);
    }

    private IRenderedComponent<ReviewPage> Open()
    {
        Services.AddSingleton<IInterceptor>(_counter);
        SignIn(Desk.Agent("Mei"));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/review");
        return Open<ReviewPage>();
    }

    private static string Count(IRenderedComponent<ReviewPage> page) => page.Find("[data-view=next]").QuerySelector(".tab-count")?.TextContent ?? "";

    /// <summary>Hears the statements that count, and holds them up or lets them fail.</summary>
    private sealed class Counter : DbCommandInterceptor
    {
        private int _started;

        public int Started => Volatile.Read(ref _started);

        public TaskCompletionSource? Gate { get; set; }

        public bool Fails { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("GROUP BY", StringComparison.Ordinal) && command.CommandText.Contains("review_cases", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _started);
                await (Gate?.Task ?? Task.CompletedTask).WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
                if (Fails)
                {
                    throw new InvalidOperationException("The books cannot be counted now.");
                }
            }

            return result;
        }
    }
}
