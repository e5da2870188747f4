using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>What a company says to customers, by occasion and language: its own words for the channel, else its own for all, else those that ship.</summary>
public sealed class MessageTemplates(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>The words for one occasion in one language.</summary>
    /// <param name="Occasion">What it is for.</param>
    /// <param name="Language">en, zh-Hans or zh-Hant.</param>
    /// <param name="Text">The text with its holes.</param>
    /// <param name="Own">The version of the company's own row for exactly this channel, or null where it has none.</param>
    public sealed record Row(string Occasion, string Language, string Text, int? Own);

    /// <summary>The templates as they count for a channel; for every channel when null.</summary>
    public async Task<Result<IReadOnlyList<Row>>> ReadAsync(Actor actor, ChannelId? channel, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = await db.MessageTemplates.Where(t => t.ChannelId == null || t.ChannelId == channel).ToListAsync(ct);
        var rows =
            from occasion in ShippedMessages.Occasions
            from language in ShippedMessages.Languages
            let exact = own.Find(t => t.Occasion == occasion && t.Language == language && t.ChannelId == channel)
            let general = own.Find(t => t.Occasion == occasion && t.Language == language && t.ChannelId == null)
            select new Row(occasion, language, exact?.Text ?? general?.Text ?? ShippedMessages.Of(occasion, language)!, exact?.Version);
        return new Result<IReadOnlyList<Row>>([.. rows], null);
    }
}

/// <summary>A manager says it in the company's own words, or goes back to the words that ship.</summary>
public sealed class KeepTemplate(Desk desk)
{
    /// <param name="Occasion">What it is for.</param>
    /// <param name="Language">en, zh-Hans or zh-Hant.</param>
    /// <param name="ChannelId">The channel, or null for all.</param>
    /// <param name="Text">The text with its holes; null takes the company's own words away.</param>
    /// <param name="Seen">The version of the company's own words on the screen, or null where there were none.</param>
    public sealed record Command(string Occasion, string Language, ChannelId? ChannelId, string? Text, int? Seen);

    /// <summary>Keeps.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.SetTemplates))
        {
            return Error.Forbidden("review.templates-forbidden");
        }

        if (ShippedMessages.Of(command.Occasion, command.Language) is null)
        {
            return Error.NotFound("review.no-template");
        }

        if (command.Text is not null && MessageText.WhyNot(command.Text) is { } wrong)
        {
            return wrong;
        }

        return await desk.WriteAsync(actor, async write =>
        {
            var slot = MessageTemplate.SlotOf(command.Occasion, command.Language, command.ChannelId);
            var known = await write.Db.MessageTemplates.SingleOrDefaultAsync(t => t.Slot == slot, ct);
            if (known?.Version != command.Seen)
            {
                return Error.Conflict("shared.changed-meanwhile");
            }

            if (command.Text is null && known is not null)
            {
                write.Db.MessageTemplates.Remove(known);
            }
            else if (command.Text is { } text && known is not null)
            {
                known.Rewrite(text.Trim());
            }
            else if (command.Text is { } fresh)
            {
                write.Db.MessageTemplates.Add(MessageTemplate.Write(write.NewId<MessageTemplateId>(), command.Occasion, command.Language, command.ChannelId, fresh.Trim()));
            }

            return Result.Ok;
        }, ct);
    }
}
