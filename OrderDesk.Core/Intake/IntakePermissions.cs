namespace OrderDesk.Core.Intake;

/// <summary>What may be done with what comes in.</summary>
public static class IntakePermissions
{
    /// <summary>Send orders; held by channels.</summary>
    public const string Take = "intake.take";

    /// <summary>See imports and the intake inbox.</summary>
    public const string Read = "intake.read";

    /// <summary>Enter orders by hand.</summary>
    public const string Enter = "intake.enter";

    /// <summary>Import files.</summary>
    public const string Import = "intake.import";

    /// <summary>Correct, replay and discard what could not be taken.</summary>
    public const string Correct = "intake.correct";
}
