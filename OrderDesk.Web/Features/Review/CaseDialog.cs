using Microsoft.AspNetCore.Components;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>A dialog of the page of an order.</summary>
/// <typeparam name="TAnswer">What is typed into it.</typeparam>
public abstract class CaseDialog<TAnswer> : AnswerDialog<TAnswer>
{
    /// <summary>The order.</summary>
    [Parameter, EditorRequired]
    public CaseScreen Screen { get; set; } = null!;
}
