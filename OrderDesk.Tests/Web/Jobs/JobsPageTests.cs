using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Jobs;

namespace OrderDesk.Tests.Web.Jobs;

/// <summary>Work in the background on screen: what fails stands out, and what was set aside can be tried again or given up.</summary>
public sealed class JobsPageTests : DeskPageTest
{
    [Fact]
    public async Task A_failing_job_stands_out_with_its_fault()
    {
        SignIn(Desk.Manager());
        var leases = Desk.Services.GetRequiredService<JobLeases>();
        await leases.NoteAsync((await leases.TakeAsync("trim", Ct))!, new JobOutcome(JobOutcome.FailedCode, "out of paper"), Ct);

        var page = OpenAt("/jobs");

        var row = page.FindAll("[data-grid=jobs] tbody tr").Single(line => line.TextContent.Contains("Tidy up", StringComparison.Ordinal));
        Assert.Equal("failing", row.QuerySelector(".status")!.GetAttribute("data-status"));
        Assert.Contains("out of paper", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tidy up", page.Find("[data-figure=failing]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_outbox_says_what_would_be_here()
    {
        SignIn(Desk.Manager());

        Assert.Contains("Nothing is set aside", OpenAt("/jobs").Find("[data-grid=outbox]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_see_jobs_is_told_so()
    {
        SignIn(Desk.Agent());

        Assert.NotEmpty(OpenAt("/jobs").FindAll("[data-face=refused]"));
    }

    [Fact]
    public async Task What_was_set_aside_is_tried_again()
    {
        SignIn(Desk.Manager());
        await AsideAsync();
        var page = OpenAt("/jobs");
        Assert.Contains("Nothing here can send", page.Find("[data-grid=outbox] tbody tr").TextContent, StringComparison.Ordinal);

        await page.Find("[data-action=retry]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["It is tried again now."], Said));
        Assert.Contains("NobodyHears", OpenAt("/jobs?outbox=waiting").Find("[data-grid=outbox] tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_set_aside_is_given_up_after_a_question()
    {
        SignIn(Desk.Manager("Maya"));
        await AsideAsync();
        var page = OpenAt("/jobs");

        var asking = page.Find("[data-action=discard]").ClickAsync();
        Dialogs.WaitForElement("[data-action=confirm]");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await asking;

        Assert.Equal(["Discarded."], Said);
        Assert.Contains("Discarded by Maya", OpenAt("/jobs").Find("[data-grid=outbox] tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void Every_job_has_a_name_in_every_language(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var words = Services.GetRequiredService<IStringLocalizer<JobsWords>>();

        Assert.Empty(Desk.Services.GetServices<JobEntry>().Where(job => words["job." + job.Name].ResourceNotFound).Select(job => job.Name));
    }

    private async Task AsideAsync()
    {
        await Desk.WriteAsync(write => write.Tell(new NobodyHears()));
        var run = await Desk.HoldJobAsync("outbox");
        await Desk.UseAsync((OutboxPump pump) => pump.WorkAsync(run, Ct));
    }

    private IRenderedComponent<JobsPage> OpenAt(string url)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        var page = Open<JobsPage>();
        page.WaitForState(() => page.FindAll("[data-grid=outbox] [data-part=count], [data-grid=outbox] [data-face]").Count > 0);
        return page;
    }

    private sealed record NobodyHears : IAnnouncement;
}
