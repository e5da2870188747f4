using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace OrderDesk.Web.Parts;

/// <summary>Renders its content after its elder siblings have taken their parameters, so that a table knows its columns.</summary>
public sealed class After : ComponentBase
{
    /// <summary>What to render.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
