using OrderDesk.Tests.House.Rules;

namespace OrderDesk.Tests.House;

/// <summary>Nothing on the screen is written in one language only.</summary>
public class MarkupTests
{
    [Fact]
    public void Every_text_on_the_screen_comes_from_a_resource() =>
        Assert.Empty(SourceFile.Under("OrderDesk.Web", ".razor").SelectMany(file => Markup.PlainTexts(file.Text), (file, text) => $"{file.Path}: {text}"));

    [Fact]
    public void Every_form_that_posts_carries_the_token_that_proves_it_is_ours() =>
        Assert.Empty(SourceFile.Under("OrderDesk.Web", ".razor").SelectMany(file => Markup.PostsWithoutToken(file.Text), (file, form) => $"{file.Path}: {form}"));

    [Theory]
    [InlineData("<form method=\"post\" action=\"/x\"><input name=\"a\" /></form>", 1)]
    [InlineData("<form method=\"post\" @formname=\"x\">\n    <AntiforgeryToken />\n</form>", 0)]
    [InlineData("<form method=\"get\" action=\"/x\"></form>", 0)]
    public void A_form_without_the_token_is_seen(string markup, int forms) => Assert.Equal(forms, Markup.PostsWithoutToken(markup).Count());

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
