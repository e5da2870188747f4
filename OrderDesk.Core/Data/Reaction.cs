using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>One answer to an event inside the commit that raised it: the only way one feature writes to another.</summary>
public interface IReaction
{
    /// <summary>The place in the line: reactions of features further up run first.</summary>
    int Order { get; }

    /// <summary>Whether this reaction answers the event.</summary>
    bool Wants(IDomainEvent happened);

    /// <summary>Answers; a refusal rolls the whole write back.</summary>
    Task<Result> ReactAsync(Write write, IDomainEvent happened, CancellationToken ct);
}

/// <summary>Answers one kind of event.</summary>
public abstract class Reaction<TEvent> : IReaction where TEvent : IDomainEvent
{
    /// <inheritdoc/>
    public virtual int Order => 0;

    /// <inheritdoc/>
    public bool Wants(IDomainEvent happened) => happened is TEvent;

    /// <inheritdoc/>
    public Task<Result> ReactAsync(Write write, IDomainEvent happened, CancellationToken ct) => ReactAsync(write, (TEvent)happened, ct);

    /// <summary>Answers; a refusal rolls the whole write back.</summary>
    protected abstract Task<Result> ReactAsync(Write write, TEvent happened, CancellationToken ct);
}
