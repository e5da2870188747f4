using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>The id of a saved view.</summary>
public readonly record struct SavedViewId(long Value) : ITypedId;

/// <summary>A list as somebody likes to see it (filters, sorting, columns), kept under a name: their own, or shared with roles.</summary>
public sealed class SavedView : Entity
{
    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 40;

    /// <summary>The longest name of a list.</summary>
    public const int ListMaxLength = 20;

    /// <summary>How many views of one list a person may keep.</summary>
    public const int MostOfOne = 30;

    private SavedView() { }

    /// <summary>The view's id.</summary>
    public SavedViewId Id { get; private init; }

    /// <summary>The list it is a view of, such as <c>orders</c>.</summary>
    public string List { get; private init; } = "";

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The list's state as it stands in an address, without the question mark.</summary>
    public string Query { get; private set; } = "";

    /// <summary>Whose view it is.</summary>
    public StaffId OwnerId { get; private init; }

    /// <summary>The owner's name at that time.</summary>
    public string OwnerName { get; private init; } = "";

    /// <summary>The roles it is shared with; none for an own view.</summary>
    public StaffRoles Roles { get; private set; }

    /// <summary>Whether the list opens with it: for its owner, or for those it is shared with unless they chose their own.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>Its place among the views; the lowest first.</summary>
    public int Position { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "view";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>What others see is recorded; how one person likes a list is their own affair.</summary>
    public override bool Audited => Roles is not StaffRoles.None;

    /// <summary>Whether others see it.</summary>
    public bool IsShared => Roles is not StaffRoles.None;

    /// <summary>A new view, at the end of its owner's.</summary>
    public static SavedView Keep(SavedViewId id, string list, Actor owner, int position) =>
        new() { Id = id, List = list, OwnerId = owner.Id, OwnerName = owner.Name, Position = position };

    /// <summary>What it is called, shows and whom it is for.</summary>
    public void Become(string name, string query, StaffRoles roles, bool isDefault) =>
        (Name, Query, Roles, IsDefault) = (name, query, roles, isDefault);

    /// <summary>The list opens with another view from now on.</summary>
    public void StepBack() => IsDefault = false;

    /// <summary>Moves among the views.</summary>
    public void MoveTo(int position) => Position = position;
}
