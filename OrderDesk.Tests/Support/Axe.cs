using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrderDesk.Tests.Support;

/// <summary>Accessibility as axe-core sees it.</summary>
public static class Axe
{
    /// <summary>Fails if the page as it stands has a serious or critical violation.</summary>
    public static async Task AssertCleanAsync(IPage page)
    {
        var report = await page.RunAxe();
        var grave =
            from violation in report.Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes
            select $"{violation.Impact} {violation.Id}: {violation.Help}\n    {node.Target}\n    {node.Html}";

        Assert.True(!grave.Any(), $"axe on {page.Url}:\n{string.Join('\n', grave)}");
    }
}
