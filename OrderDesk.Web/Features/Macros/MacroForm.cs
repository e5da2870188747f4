using System.Globalization;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Macros;

namespace OrderDesk.Web.Features.Macros;

/// <summary>A macro as it is typed.</summary>
public sealed class MacroForm
{
    private int _last;

    /// <summary>What it is called.</summary>
    public string? Name { get; set; }

    /// <summary>Whether everybody who decides is to see it.</summary>
    public bool IsShared { get; set; }

    /// <summary>Its steps.</summary>
    public List<StepForm> Steps { get; } = [];

    /// <summary>Of a macro to change, or of a new one with one step.</summary>
    public static MacroForm Of(MacroList.Row? row)
    {
        var form = new MacroForm { Name = row?.Name, IsShared = row?.IsShared ?? false };
        foreach (var step in row?.Steps ?? [])
        {
            form.Steps.Add(StepForm.Of(step, ++form._last));
        }

        if (form.Steps.Count == 0)
        {
            form.Add();
        }

        return form;
    }

    /// <summary>One more step, at the end.</summary>
    public void Add() => Steps.Add(new StepForm { Key = ++_last });

    /// <summary>Puts a step before the one above it, or behind the one below it.</summary>
    public void Move(StepForm step, int by)
    {
        var at = Steps.IndexOf(step);
        Steps.RemoveAt(at);
        Steps.Insert(Math.Clamp(at + by, 0, Steps.Count), step);
    }

    /// <summary>The steps to keep.</summary>
    public IReadOnlyList<MacroStep> Written => Steps.ConvertAll(step => step.Written);
}

/// <summary>One step as it is typed; what another kind would need is kept until the form is sent.</summary>
public sealed class StepForm
{
    /// <summary>Its number in the form, which stays when it is moved.</summary>
    public required int Key { get; init; }

    /// <summary>What it does.</summary>
    public MacroStepKind Kind { get; set; } = MacroStepKind.Note;

    /// <summary>The note, tag or reason.</summary>
    public string? Text { get; set; }

    /// <summary>What happens to the money.</summary>
    public RefundInstruction Refund { get; set; } = RefundInstruction.Full;

    /// <summary>How long the case rests.</summary>
    public int Rest { get; set; } = 24;

    /// <summary>How long an answer is awaited.</summary>
    public int Wait { get; set; } = 48;

    /// <summary>The template.</summary>
    public string Occasion { get; set; } = ShippedMessages.Occasions[0];

    /// <summary>Its language.</summary>
    public string Language { get; set; } = ShippedMessages.Languages.Contains(CultureInfo.CurrentUICulture.Name) ? CultureInfo.CurrentUICulture.Name : ShippedMessages.Languages[0];

    /// <summary>How the customer is asked.</summary>
    public ContactWay Way { get; set; } = ContactWay.Email;

    /// <summary>Of a step that is there.</summary>
    public static StepForm Of(MacroStep step, int key)
    {
        var form = new StepForm { Key = key, Kind = step.Kind, Text = step.Text };
        (form.Refund, form.Way) = (step.Refund ?? form.Refund, step.Way ?? form.Way);
        (form.Occasion, form.Language) = (step.Occasion ?? form.Occasion, step.Language ?? form.Language);
        (form.Rest, form.Wait) = step.Kind is MacroStepKind.Ask ? (form.Rest, step.Hours ?? form.Wait) : (step.Hours ?? form.Rest, form.Wait);
        return form;
    }

    /// <summary>The step to keep.</summary>
    public MacroStep Written => new MacroStep(Kind, Text, Refund, Kind is MacroStepKind.Ask ? Wait : Rest, Occasion, Language, Way).Trimmed();
}
