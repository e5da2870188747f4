using System.Globalization;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Skills;

/// <summary>The id of somebody's skills.</summary>
public readonly record struct StaffSkillsId(long Value) : ITypedId;

/// <summary>Which cases somebody is served.</summary>
/// <param name="Languages">The languages of customers; every one where none is named.</param>
/// <param name="Channels">The channels; every one where none is named.</param>
/// <param name="MostMinor">The most an order may be worth, in minor units of the company's currency; null for any.</param>
public sealed record SkillSet(IReadOnlyList<string> Languages, IReadOnlyList<ChannelId> Channels, long? MostMinor)
{
    /// <summary>Every case.</summary>
    public static SkillSet Any { get; } = new([], [], null);

    /// <summary>Whether they leave nothing out.</summary>
    public bool IsAny => Languages.Count == 0 && Channels.Count == 0 && MostMinor is null;

    /// <summary>Whether a case is among them; one whose language is not known is, for everybody who may have it otherwise.</summary>
    /// <param name="language">The language of the customer, or null.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="worthMinor">What the order is worth, in minor units of the company's currency.</param>
    public bool Cover(string? language, ChannelId channel, long worthMinor) =>
        (Languages.Count == 0 || language is null || Languages.Contains(language)) && (Channels.Count == 0 || Channels.Contains(channel)) && !(worthMinor > MostMinor);
}

/// <summary>The skills of one member of staff, as a manager has set them; without such a row every case is theirs.</summary>
public sealed class StaffSkills : Entity
{
    /// <summary>The longest list of languages or channels, as it is kept.</summary>
    public const int ListMaxLength = 1000;

    private StaffSkills() { }

    /// <summary>Their id.</summary>
    public StaffSkillsId Id { get; private init; }

    /// <summary>Whose.</summary>
    public StaffId StaffId { get; private init; }

    /// <summary>The languages, with commas between; empty for every one.</summary>
    public string Languages { get; private set; } = "";

    /// <summary>The numbers of the channels, with commas between; empty for every one.</summary>
    public string Channels { get; private set; } = "";

    /// <summary>The most an order may be worth, in minor units of the company's currency; null for any.</summary>
    public long? MostWorthMinor { get; private set; }

    /// <inheritdoc/>
    public override string Kind => "skills";

    /// <inheritdoc/>
    public override long Key => StaffId.Value;

    /// <summary>Of somebody who had none.</summary>
    public static StaffSkills Begin(StaffSkillsId id, StaffId staff) => new() { Id = id, StaffId = staff };

    /// <summary>Sets them.</summary>
    public void Become(SkillSet skills) => (Languages, Channels, MostWorthMinor) = (
        string.Join(',', skills.Languages), string.Join(',', skills.Channels.Select(channel => channel.Value.ToString(CultureInfo.InvariantCulture))), skills.MostMinor);

    /// <summary>What they come to.</summary>
    public SkillSet Read() => new(
        Languages.Split(',', StringSplitOptions.RemoveEmptyEntries),
        [.. Channels.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => new ChannelId(long.Parse(id, CultureInfo.InvariantCulture)))],
        MostWorthMinor);
}
