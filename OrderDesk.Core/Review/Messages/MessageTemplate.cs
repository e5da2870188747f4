using OrderDesk.Core.Channels;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>The id of a template.</summary>
public readonly record struct MessageTemplateId(long Value) : ITypedId;

/// <summary>The company's own words for one occasion in one language, for one channel or for all; without such a row the words that ship count.</summary>
public sealed class MessageTemplate : Entity
{
    /// <summary>The longest occasion and the longest language tag.</summary>
    public const int OccasionMaxLength = 40, LanguageMaxLength = 10;

    private MessageTemplate() { }

    /// <summary>The template's id.</summary>
    public MessageTemplateId Id { get; private init; }

    /// <summary>What it is for, one of <see cref="ShippedMessages.Occasions"/>.</summary>
    public string Occasion { get; private init; } = "";

    /// <summary>en, zh-Hans or zh-Hant.</summary>
    public string Language { get; private init; } = "";

    /// <summary>The channel it is for, or null for every channel.</summary>
    public ChannelId? ChannelId { get; private init; }

    /// <summary>Occasion, language and channel in one: unique.</summary>
    public string Slot { get; private init; } = "";

    /// <summary>The text with its holes.</summary>
    public string Text { get; private set; } = "";

    /// <inheritdoc/>
    public override string Kind => "template";

    /// <inheritdoc/>
    public override long Key => Id.Value;

    /// <summary>The place of a template among all.</summary>
    public static string SlotOf(string occasion, string language, ChannelId? channel) => FormattableString.Invariant($"{occasion}.{language}.{channel?.Value ?? 0}");

    /// <summary>New words; the text must have been looked at (<see cref="MessageText.WhyNot"/>).</summary>
    public static MessageTemplate Write(MessageTemplateId id, string occasion, string language, ChannelId? channel, string text) =>
        new() { Id = id, Occasion = occasion, Language = language, ChannelId = channel, Slot = SlotOf(occasion, language, channel), Text = text };

    /// <summary>Other words.</summary>
    public void Rewrite(string text) => Text = text;
}
