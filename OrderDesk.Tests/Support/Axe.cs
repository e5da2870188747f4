using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrderDesk.Tests.Support;

/// <summary>Accessibility as axe-core sees it.</summary>
public static class Axe
{
    /// <summary>Only what is wrong is asked for: what is right has no reader and costs time.</summary>
    private static AxeRunOptions Wrong => new() { ResultTypes = [ResultType.Violations] };

    /// <summary>Turns to the other theme and waits until no colour is on its way any more.</summary>
    private const string Turn =
        """
        async () => {
            const root = document.documentElement.dataset;
            root.theme = root.theme === 'dark' ? 'light' : 'dark';
            await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
            await Promise.allSettled(document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished));
        }
        """;

    /// <summary>Fails if the page as it stands has a serious or critical violation.</summary>
    public static async Task AssertCleanAsync(IPage page) => AssertNothingGrave(page, await page.RunAxe(Wrong));

    /// <summary>Fails if a part of the page has a serious or critical violation, or words in it that cannot be read in the other theme.</summary>
    public static async Task AssertCleanInBothThemesAsync(IPage page, string part)
    {
        AssertNothingGrave(page, await page.Locator(part).RunAxe(Wrong));
        await page.EvaluateAsync(Turn);
        var colours = Wrong;
        colours.RunOnly = RunOnlyOptions.Rules("color-contrast");
        AssertNothingGrave(page, await page.Locator(part).RunAxe(colours));
        await page.EvaluateAsync(Turn);
    }

    private static void AssertNothingGrave(IPage page, AxeResult report)
    {
        var grave =
            from violation in report.Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes
            select $"{violation.Impact} {violation.Id}: {violation.Help}\n    {node.Target}\n    {node.Html}";

        Assert.True(!grave.Any(), $"axe on {page.Url}:\n{string.Join('\n', grave)}");
    }
}
