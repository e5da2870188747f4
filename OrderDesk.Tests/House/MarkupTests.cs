using OrderDesk.Tests.House.Rules;

namespace OrderDesk.Tests.House;

/// <summary>Nothing on the screen is written in one language only.</summary>
public class MarkupTests
{
    [Fact]
    public void Every_text_on_the_screen_comes_from_a_resource() =>
        Assert.Empty(SourceFile.Under("OrderDesk.Web", ".razor").SelectMany(file => Markup.PlainTexts(file.Text), (file, text) => $"{file.Path}: {text}"));

    [Theory]
    [InlineData("<p>Nothing here yet</p>", "Nothing here yet")]
    [InlineData("<MudTextField Label=\"Customer name\" />", "Customer name")]
    [InlineData("<button class=\"x\" aria-label=\"Close\">@Icon</button>", "Close")]
    [InlineData("<MudButton OnClick=\"SaveAsync\">Save</MudButton>", "Save")]
    public void A_plain_text_is_seen(string markup, string text) => Assert.Equal([text], Markup.PlainTexts(markup));

    [Theory]
    [InlineData("<p>@Words[\"orders.empty\"]</p>")]
    [InlineData("<MudTextField Label=\"@Words[\"orders.name\"]\" />")]
    [InlineData("<kbd>Ctrl</kbd><span>·</span><span>OrderDesk</span>")]
    [InlineData("@code {\n    private List<string> Texts { get; } = [\"a\"]; <p>x</p>\n}\n")]
    [InlineData("@* <p>Nothing here yet</p> *@")]
    public void What_is_the_same_everywhere_or_not_a_text_is_not(string markup) => Assert.Empty(Markup.PlainTexts(markup));
}
