using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>The id of a version of the policy; its number is another thing and comes with publishing.</summary>
public readonly record struct PolicyVersionId(long Value) : ITypedId
{
    /// <summary>Whether one was made before another; lists are paged by it.</summary>
    public static bool operator <(PolicyVersionId one, PolicyVersionId other) => one.Value < other.Value;

    /// <summary>Whether one was made after another.</summary>
    public static bool operator >(PolicyVersionId one, PolicyVersionId other) => one.Value > other.Value;
}

/// <summary>Where a version of the policy stands.</summary>
public enum PolicyState
{
    /// <summary>Being written; judges nothing.</summary>
    Draft = 1,

    /// <summary>In force.</summary>
    Published = 2,

    /// <summary>Was in force until a newer one was published.</summary>
    Replaced = 3,

    /// <summary>A draft that was put away.</summary>
    Discarded = 4,
}

/// <summary>One version of the whole policy, from its first draft on; once published it never changes again.</summary>
public sealed class PolicyVersion : Entity
{
    /// <summary>The longest note.</summary>
    public const int NoteMaxLength = 500;

    /// <summary>The longest document, as JSON.</summary>
    public const int DocumentMaxLength = 200_000;

    /// <summary>Drafts that may be open at once.</summary>
    public const int MostDrafts = 20;

    private PolicyVersion() { }

    /// <summary>The version's id.</summary>
    public PolicyVersionId Id { get; private init; }

    /// <summary>The number that orders remember, given when it is published; unique, rising.</summary>
    public int? Number { get; private set; }

    /// <summary>Where it stands.</summary>
    public PolicyState State { get; private set; }

    /// <summary>What it is for.</summary>
    public string? Note { get; private set; }

    /// <summary>The whole policy as compact JSON.</summary>
    [NotAudited]
    public string Document { get; private set; } = "{}";

    /// <summary>The number of the version it was made from; null for the settings file.</summary>
    public int? BasedOn { get; private set; }

    /// <summary>The number of the older version it is a copy of, or null.</summary>
    public int? RolledBackTo { get; private init; }

    /// <summary>Who made it, by the name of that time; empty for the settings file.</summary>
    public string MadeByName { get; private init; } = "";

    /// <summary>When it was made (UTC).</summary>
    public DateTime MadeAt { get; private init; }

    /// <summary>Who changed it last, by the name of that time.</summary>
    public string ChangedByName { get; private set; } = "";

    /// <summary>When it was changed last (UTC).</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>Who published it, by the name of that time; empty for the settings file.</summary>
    public string? PublishedByName { get; private set; }

    /// <summary>When it was published (UTC).</summary>
    public DateTime? PublishedAt { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "policy";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>The settings file as version 1, in force until another one is published.</summary>
    public static PolicyVersion FromSettings(PolicyVersionId id, VerificationPolicy settings, DateTime now) => new()
    {
        Id = id,
        Number = settings.Version,
        State = PolicyState.Published,
        Document = PolicyText.Write(settings),
        MadeAt = now,
        ChangedAt = now,
        PublishedAt = now,
        PublishedByName = "",
    };

    /// <summary>A new draft from the version in force.</summary>
    public static PolicyVersion Draft(PolicyVersionId id, int basedOn, string document, string? note, Actor by, DateTime now) => new()
    {
        Id = id,
        State = PolicyState.Draft,
        BasedOn = basedOn,
        Document = document,
        Note = note,
        MadeByName = by.Name,
        MadeAt = now,
        ChangedByName = by.Name,
        ChangedAt = now,
    };

    /// <summary>A copy of an older version, to be published at once.</summary>
    public static PolicyVersion CopyOf(PolicyVersionId id, PolicyVersion older, int basedOn, string note, Actor by, DateTime now) => new()
    {
        Id = id,
        State = PolicyState.Draft,
        BasedOn = basedOn,
        RolledBackTo = older.Number,
        Document = older.Document,
        Note = note,
        MadeByName = by.Name,
        MadeAt = now,
        ChangedByName = by.Name,
        ChangedAt = now,
    };

    /// <summary>The policy itself.</summary>
    public VerificationPolicy Policy() => PolicyText.Read(Document, Number ?? 0);

    /// <summary>Says something else in a draft.</summary>
    /// <param name="document">The whole policy as compact JSON.</param>
    /// <param name="note">What it is for.</param>
    /// <param name="basedOn">The version in force it is compared with from now on; null leaves it.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">UTC.</param>
    public Result Change(string document, string? note, int? basedOn, Actor by, DateTime now)
    {
        if (State is not PolicyState.Draft)
        {
            return NoDraft();
        }

        (Document, Note, BasedOn, ChangedByName, ChangedAt) = (document, note, basedOn ?? BasedOn, by.Name, now);
        return Result.Ok;
    }

    /// <summary>Puts a draft away.</summary>
    public Result Discard(Actor by, DateTime now)
    {
        if (State is not PolicyState.Draft)
        {
            return NoDraft();
        }

        (State, ChangedByName, ChangedAt) = (PolicyState.Discarded, by.Name, now);
        return Result.Ok;
    }

    /// <summary>Puts a draft in force in place of another version; refused when it was made from another one than that.</summary>
    public Result Publish(PolicyVersion inForce, int number, string note, Actor by, DateTime now)
    {
        if (State is not PolicyState.Draft)
        {
            return NoDraft();
        }

        if (BasedOn != inForce.Number)
        {
            return inForce.Superseding();
        }

        inForce.State = PolicyState.Replaced;
        (State, Number, Note, PublishedByName, PublishedAt) = (PolicyState.Published, number, note, by.Name, now);
        return Result.Ok;
    }

    /// <summary>The refusal of whoever started from an older version: names this one and who published it.</summary>
    public Error Superseding() => Error.Conflict("verification.policy-superseded", Number ?? 0, PublishedByName ?? "", PublishedAt ?? MadeAt);

    /// <summary>The refusal of whoever saw an older state of this draft: names who changed it.</summary>
    public Error ChangedMeanwhile() => Error.Conflict("verification.policy-changed", ChangedByName, ChangedAt);

    private Error NoDraft() => Error.Conflict("verification.policy-not-draft", State);
}
