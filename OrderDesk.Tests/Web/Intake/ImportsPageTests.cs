using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Intake;

namespace OrderDesk.Tests.Web.Intake;

/// <summary>Files brought in: what is asked for, what is refused, and where every row went.</summary>
public sealed class ImportsPageTests : DeskPageTest
{
    private const string OneOrder = "external_id,placed_at,currency,sku,quantity,unit_price,total\nP-1,2026-01-05 10:00:00,GBP,MUG,2,1.50,3.00\nP-2,2026-01-05 10:00:00,GBP,MUG,two,1.50,3.00\n";

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void Without_imports_the_page_says_what_to_do()
    {
        SignIn(Desk.Manager());

        var page = OpenAt("/imports");

        Assert.Contains("No file has been brought in yet", page.Find("[data-face=empty]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-part=import-form]"));
    }

    [Fact]
    public void Who_may_only_read_is_offered_no_form()
    {
        SignIn(Desk.Agent());

        Assert.Empty(OpenAt("/imports").FindAll("[data-part=import-form]"));
    }

    [Fact]
    public void Who_may_not_read_is_told_so()
    {
        SignIn(Desk.WarehouseLead());

        Assert.NotNull(OpenAt("/imports").Find("[data-face=refused]"));
    }

    [Fact]
    public async Task A_file_is_sent_waits_and_can_be_stopped()
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/imports");

        await SendAsync(page, OneOrder, trial: false);

        page.WaitForAssertion(() => Assert.Contains("orders.csv waits for its turn", page.Find("[data-part=progress]").TextContent, StringComparison.Ordinal));
        await page.Find("[data-action=cancel]").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("The import stops.", Said));
        Assert.Equal(ImportState.Cancelled, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task The_result_accounts_for_every_row_and_gives_those_that_were_not_taken()
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/imports");
        await SendAsync(page, OneOrder, trial: false);
        page.WaitForState(() => page.FindAll("[data-part=progress]").Count == 1);
        var run = await Desk.HoldJobAsync("imports");
        await Desk.UseAsync((ImportJob job) => job.WorkAsync(run, Ct));

        var result = OpenAt(new Uri(Navigation.Uri).PathAndQuery);

        Assert.Equal("2 rows read = 1 imported + 0 updated + 0 skipped + 1 rejected", result.Find("[data-part=equation]").TextContent);
        Assert.Equal($"/imports/{(await OnlyAsync()).Id.Value}/rows.csv", result.Find("[data-action=rows]").GetAttribute("href"));
        Assert.Equal("Done", result.Find("[data-part=import-result] .status").GetAttribute("data-status"));
        Assert.Contains("retail · Generic (documented columns) · Live", result.Find("[data-part=import-result]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Download 1 row with its reason", result.Find("[data-action=rows]").TextContent);
    }

    [Theory]
    [InlineData("GBP", "GBP 4.50")]
    [InlineData("EUR", "4.50 in several currencies")]
    public async Task Sums_say_their_currency_or_that_there_are_several(string other, string lines)
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/imports");
        await SendAsync(page, $"external_id,placed_at,currency,sku,quantity,unit_price,total\nP-1,2026-01-05,GBP,MUG,2,1.50,3.00\nP-2,2026-01-05,{other},MUG,1,1.50,1.50\n");
        page.WaitForState(() => page.FindAll("[data-part=progress]").Count == 1);
        var run = await Desk.HoldJobAsync("imports");
        await Desk.UseAsync((ImportJob job) => job.WorkAsync(run, Ct));

        var result = OpenAt(new Uri(Navigation.Uri).PathAndQuery);

        Assert.Equal(lines, result.FindAll("[data-part=import-result] dt").Single(dt => dt.TextContent == "Value of lines").NextElementSibling!.TextContent.Replace('\u00a0', ' '));
    }

    [Fact]
    public async Task A_trial_is_what_is_offered_first_and_says_that_nothing_was_written()
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/imports");
        await SendAsync(page, OneOrder);
        page.WaitForState(() => page.FindAll("[data-part=progress]").Count == 1);
        var run = await Desk.HoldJobAsync("imports");
        await Desk.UseAsync((ImportJob job) => job.WorkAsync(run, Ct));

        var result = OpenAt(new Uri(Navigation.Uri).PathAndQuery);

        Assert.Contains("Nothing was written", result.Find("[data-part=import-result]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no order file at all\n", "names none of the columns")]
    [InlineData("", "empty")]
    public async Task A_refused_file_is_said_in_words_and_what_was_chosen_stays(string text, string why)
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/imports");

        await SendAsync(page, text);

        page.WaitForAssertion(() => Assert.Contains(why, page.Find(".field-error").TextContent, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("retail", page.Find("[data-field=channel]").GetAttribute("value"));
        Assert.Equal("orders.csv", page.Find(".file-name").TextContent);
    }

    public static TheoryData<Exception> Breaks() =>
        [new JSException("NotReadableError"), new IOException("gone"), new InvalidOperationException("no data"), new TimeoutException(), new TaskCanceledException()];

    [Theory, MemberData(nameof(Breaks))]
    public async Task A_file_that_breaks_off_is_said_and_can_be_chosen_again(Exception why)
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/imports");
        var picked = page.FindComponent<InputFile>().Instance;
        await page.InvokeAsync(() => picked.OnChange.InvokeAsync(new InputFileChangeEventArgs([new BrokenFile(why)])));
        await page.Find("[data-field=channel]").ChangeAsync("retail");

        await page.Find("[data-form=import]").SubmitAsync();

        Assert.Equal("The file could not be read to its end; it may have changed. Choose it again.", page.Find(".field-error").TextContent);
        Assert.DoesNotContain("orders.csv", page.Find(".file-name").TextContent, StringComparison.Ordinal);
        Assert.NotSame(picked, page.FindComponent<InputFile>().Instance);
        Assert.Empty((await Desk.UseAsync((ImportList list) => list.ReadAsync(Desk.Manager(), new Paging(), Ct))).Value!.Rows);
        Assert.Empty(Directory.GetFiles(Path.Combine(Desk.Storage.Folder, "imports")));
        await SendAsync(page, OneOrder);
        page.WaitForElement("[data-part=progress]");
    }

    [Fact]
    public async Task More_than_64_MB_is_refused_before_it_is_sent()
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/imports");

        await SendAsync(page, new string('x', (64 * 1024 * 1024) + 1));

        page.WaitForAssertion(() => Assert.Contains("64 MB", page.Find(".field-error").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_file_or_a_channel_the_form_says_what_is_missing()
    {
        SignIn(Desk.Administrator());
        var page = OpenAt("/imports");

        await page.Find("[data-form=import]").SubmitAsync();

        Assert.Equal("Choose a file.", page.Find(".field-error").TextContent);
    }

    /// <summary>A file that gives its first half and then no more.</summary>
    private sealed class BrokenFile(Exception why) : IBrowserFile
    {
        public string Name => "orders.csv";

        public DateTimeOffset LastModified => default;

        public long Size => OneOrder.Length;

        public string ContentType => "text/csv";

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => new Half(why);

        private sealed class Half(Exception why) : MemoryStream(Encoding.UTF8.GetBytes(OneOrder[..40]))
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
                await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw why;
        }
    }

    private static async Task SendAsync(IRenderedComponent<ImportsPage> page, string text, bool trial = true)
    {
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Encoding.UTF8.GetBytes(text), "orders.csv"));
        await page.Find("[data-field=channel]").ChangeAsync("retail");
        await page.Find("[data-field=trial]").ChangeAsync(trial);
        await page.Find("[data-form=import]").SubmitAsync();
    }

    private IRenderedComponent<ImportsPage> OpenAt(string url)
    {
        Navigation.NavigateTo(url);
        var page = Open<ImportsPage>();
        page.WaitForState(() => page.FindAll("[data-part=count], [data-face]").Count > 0);
        return page;
    }

    private async Task<ImportList.Row> OnlyAsync() =>
        Assert.Single((await Desk.UseAsync((ImportList list) => list.ReadAsync(Desk.Manager(), new Paging(), Ct))).Value!.Rows);
}
