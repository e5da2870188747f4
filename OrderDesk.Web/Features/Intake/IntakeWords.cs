namespace OrderDesk.Web.Features.Intake;

/// <summary>Anchor for IntakeWords.resx: the words of the pages for imports and for what could not be taken.</summary>
public sealed class IntakeWords;
