using Bunit;
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

        public Task PressAsync() => ActAsync(async _ =>
        {
            Presses++;
            await Gate.Task;
        });

        public Task WaitAsync() => ActAsync(ct => Gate.Task.WaitAsync(ct));

        protected override Task LoadAsync(CancellationToken ct)
        {
            Loads++;
            return Task.CompletedTask;
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
