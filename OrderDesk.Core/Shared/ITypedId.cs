namespace OrderDesk.Core.Shared;

/// <summary>Marks a one-number id such as <c>OrderId</c>; declaring the type is all it takes, the database learns it by itself.</summary>
public interface ITypedId
{
    /// <summary>The number itself, positive once the row has an id.</summary>
    long Value { get; }
}
