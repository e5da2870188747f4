using OrderDesk.Tests.House.Rules;

namespace OrderDesk.Tests.House;

/// <summary>A file that grows has two ideas in it.</summary>
public class SizesTests
{
    [Fact]
    public void Files_stay_small() => Assert.Empty(SourceFile.All.SelectMany(Sizes.Offences));

    [Theory]
    [InlineData("OrderDesk.Core/Orders/Order.cs", 251)]
    [InlineData("OrderDesk.Tests/Core/OrderTests.cs", 401)]
    [InlineData("OrderDesk.Web/Parts/StatusChip.razor", 151)]
    public void A_file_that_is_one_line_too_long_is_seen(string path, int lines)
    {
        Assert.Single(Sizes.Offences(new(path, Lines("x", lines))));
        Assert.Empty(Sizes.Offences(new(path, Lines("x", lines - 1))));
    }

    [Fact]
    public void A_component_with_too_much_code_is_seen()
    {
        var markup = $"<p>hello</p>\n@code {{\n{Lines("    x();", 59)}}}\n";

        Assert.Contains("61 lines of @code", Assert.Single(Sizes.Offences(new("OrderDesk.Web/Parts/A.razor", markup))), StringComparison.Ordinal);
    }

    private static string Lines(string line, int count) => string.Concat(Enumerable.Repeat(line + "\n", count));
}
