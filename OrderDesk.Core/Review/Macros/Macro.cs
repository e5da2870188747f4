using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Macros;

/// <summary>The id of a macro.</summary>
public readonly record struct MacroId(long Value) : ITypedId;

/// <summary>Steps that are often done one after the other, kept under a name: a person's own, or shared with everybody who decides.</summary>
public sealed class Macro : Entity
{
    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 60;

    /// <summary>How many a person may keep of their own, and how many may be shared.</summary>
    public const int MostOfOne = 30;

    private Macro() { }

    /// <summary>The macro's id.</summary>
    public MacroId Id { get; private init; }

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Who made it.</summary>
    public StaffId OwnerId { get; private init; }

    /// <summary>Who made it, by the name of that time.</summary>
    public string OwnerName { get; private init; } = "";

    /// <summary>Whether everybody who decides sees it.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Its steps as compact JSON.</summary>
    public string Steps { get; private set; } = "[]";

    /// <inheritdoc/>
    public override string Kind => "macro";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>A new one without steps.</summary>
    public static Macro Begin(MacroId id, Actor owner) => new() { Id = id, OwnerId = owner.Id, OwnerName = owner.Name };

    /// <summary>What it is called, whom it is for and what it does; the steps must have been looked at (<see cref="MacroSteps.WhyNot"/>).</summary>
    public void Become(string name, bool isShared, IEnumerable<MacroStep> steps) =>
        (Name, IsShared, Steps) = (name, isShared, MacroSteps.Write(steps.Select(step => step.Trimmed())));

    /// <summary>Whether this person sees and runs it.</summary>
    public bool IsFor(Actor actor) => IsShared || OwnerId == actor.Id;

    /// <summary>Whether this person may change it or take it away.</summary>
    public bool MayChange(Actor actor) => IsShared ? actor.Can(ReviewPermissions.ShareMacros) : OwnerId == actor.Id;
}
