using System.Text.RegularExpressions;
using OrderDesk.Tests.House.Rules;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>Whoever sends a file is told in words what is wrong with it.</summary>
public partial class WordsTests
{
    [Fact]
    public void Every_reason_about_a_file_or_a_row_has_words()
    {
        var words = Words.Read(SourceFile.All.Single(file => file.Path == "OrderDesk.Web/Shell/Messages.resx").Text);
        var codes = SourceFile.Under("OrderDesk.Core/Intake/Files", ".cs").SelectMany(file => Reason().Matches(file.Text).Select(match => match.Value.Trim('"'))).Distinct().ToList();

        Assert.True(codes.Count > 40);
        Assert.Empty(codes.Except(words.Keys));
    }

    [GeneratedRegex("\"intake\\.(file|row|skip|profile)\\.[a-z-]+\"")]
    private static partial Regex Reason();
}
