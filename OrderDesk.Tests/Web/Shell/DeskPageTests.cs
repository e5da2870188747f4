using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Shell;

/// <summary>What every page does by itself.</summary>
public sealed class DeskPageTests : BunitContext
{
    [Fact]
    public async Task A_second_press_while_the_first_is_under_way_does_nothing()
    {
        var page = Render<Probe>();
        var first = page.InvokeAsync(page.Instance.PressAsync);
        await page.InvokeAsync(page.Instance.PressAsync);
        page.Instance.Gate.SetResult();
        await first;

        Assert.Equal(1, page.Instance.Presses);
        Assert.False(page.Instance.IsBusy);
    }

    [Fact]
    public async Task What_may_not_be_lost_waits_for_what_is_under_way()
    {
        var page = Render<Probe>();
        var probe = page.Instance;
        var first = page.InvokeAsync(probe.PressAsync);
        var next = page.InvokeAsync(probe.PressNextAsync);
        Assert.Equal(1, probe.Presses);

        probe.Gate.SetResult();
        await first;
        await next;

        Assert.Equal((2, false), (probe.Presses, probe.IsBusy));
    }

    [Fact]
    public async Task What_moves_during_an_action_is_loaded_once_after_it()
    {
        var page = Render<Probe>();
        var press = page.InvokeAsync(page.Instance.PressAsync);
        await page.InvokeAsync(page.Instance.Moved);
        await page.InvokeAsync(page.Instance.Moved);
        Assert.Equal(1, page.Instance.Loads);

        page.Instance.Gate.SetResult();
        await press;

        page.WaitForAssertion(() => Assert.Equal(2, page.Instance.Loads));
    }

    [Fact]
    public async Task What_is_pressed_while_the_page_reads_happens_right_after_it()
    {
        var page = Render<Probe>();
        var probe = page.Instance;
        probe.Reading = new TaskCompletionSource();
        await page.InvokeAsync(probe.Moved);
        Assert.Equal(2, probe.Loads);

        var press = page.InvokeAsync(probe.PressAsync);
        Assert.Equal((0, true), (probe.Presses, probe.IsBusy));
        probe.Reading.SetResult();
        probe.Gate.SetResult();
        await press;

        Assert.Equal((1, false), (probe.Presses, probe.IsBusy));
    }

    [Fact]
    public async Task What_moves_while_the_page_reads_is_read_once_more()
    {
        var page = Render<Probe>();
        var (probe, reading) = (page.Instance, new TaskCompletionSource());
        probe.Reading = reading;
        await page.InvokeAsync(probe.Moved);
        await page.InvokeAsync(probe.Moved);
        await page.InvokeAsync(probe.Moved);
        Assert.Equal(2, probe.Loads);
        Assert.False(probe.IsLoading);

        (probe.Reading, _) = (null, reading.TrySetResult());

        page.WaitForAssertion(() => Assert.Equal(3, probe.Loads));
    }

    [Fact]
    public async Task What_cannot_be_read_again_is_said_and_tried_again()
    {
        Services.AddLocalization();
        var region = Render<FaultRegion>(p => p.AddChildContent<Probe>());
        var probe = region.FindComponent<Probe>().Instance;
        probe.Broken = new InvalidOperationException("out of paper");

        await region.InvokeAsync(probe.Moved);

        region.WaitForElement("[data-fault]");
        await region.Find("[data-retry]").ClickAsync();
        Assert.Empty(region.FindAll("[data-fault]"));
    }

    [Fact]
    public async Task Leaving_the_page_ends_what_it_was_doing_and_is_not_an_error()
    {
        var page = Render<Probe>();
        var probe = page.Instance;
        var press = page.InvokeAsync(probe.WaitAsync);
        await DisposeComponentsAsync();
        await press;

        Assert.True(probe.StoppedListening);
    }

    private sealed class Probe : DeskPage, IDisposable
    {
        public TaskCompletionSource Gate { get; } = new();

        public Action Moved { get; private set; } = null!;

        public int Presses { get; private set; }

        public int Loads { get; private set; }

        public bool StoppedListening { get; private set; }

        public bool IsBusy => Busy;

        public bool IsLoading => Loading;

        public TaskCompletionSource? Reading { get; set; }

        public Exception? Broken { get; set; }

        public Task PressAsync() => ActAsync(PressedAsync);

        public Task PressNextAsync() => ActNextAsync(PressedAsync);

        public Task WaitAsync() => ActAsync(ct => Gate.Task.WaitAsync(ct));

        protected override Task LoadAsync(CancellationToken ct)
        {
            Loads++;
            return Broken is null ? Reading?.Task ?? Task.CompletedTask : throw Broken;
        }

        private Task PressedAsync(CancellationToken ct)
        {
            Presses++;
            return Gate.Task.WaitAsync(ct);
        }

        protected override IDisposable Listen(Action moved)
        {
            Moved = moved;
            return new Ending(() => StoppedListening = true);
        }

        private sealed class Ending(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }
}
