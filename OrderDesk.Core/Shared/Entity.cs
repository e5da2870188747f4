namespace OrderDesk.Core.Shared;

/// <summary>Something that has happened, told to the features further down the line inside the same commit.</summary>
public interface IDomainEvent;

/// <summary>Also told to the outside world (mail, webhooks) once the commit is safe, through the outbox.</summary>
public interface IAnnouncement : IDomainEvent;

/// <summary>An aggregate root: raises events, and carries the version every write is checked against.</summary>
public abstract class Entity
{
    private List<IDomainEvent>? _events;

    /// <summary>Counts the commits that changed this aggregate; a person's command carries the one they saw.</summary>
    public int Version { get; private set; }

    /// <summary>The kind of row this is to the change feed and the audit trail, such as <c>order</c>; one word, lower case.</summary>
    public abstract string Kind { get; }

    /// <summary>The number of this row to the change feed and the audit trail.</summary>
    public abstract long Key { get; }

    /// <summary>Whether the audit trail records creations and changes of this row.</summary>
    public virtual bool Audited => true;

    /// <summary>Tells the features below, inside this commit.</summary>
    protected void Raise(IDomainEvent happened) => (_events ??= []).Add(happened);

    internal void Bump() => Version++;

    internal IReadOnlyList<IDomainEvent> TakeEvents()
    {
        if (_events is null)
        {
            return [];
        }

        var taken = _events;
        _events = null;
        return taken;
    }
}
