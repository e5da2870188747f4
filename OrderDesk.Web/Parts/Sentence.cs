using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace OrderDesk.Web.Parts;

/// <summary>A sentence of a resource around live parts of the page, in the order of the language: {0} is the content, {1} what comes with it.</summary>
public sealed partial class Sentence : ComponentBase
{
    /// <summary>The sentence with its holes.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What stands where {0} is.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What stands where {1} is.</summary>
    [Parameter]
    public RenderFragment? Then { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var piece in Hole().Split(Text))
        {
            switch (piece)
            {
                case "{0}":
                    builder.AddContent(0, ChildContent);
                    break;
                case "{1}":
                    builder.AddContent(1, Then);
                    break;
                default:
                    builder.AddContent(2, piece);
                    break;
            }
        }
    }

    [GeneratedRegex(@"(\{[01]\})")]
    private static partial Regex Hole();
}
