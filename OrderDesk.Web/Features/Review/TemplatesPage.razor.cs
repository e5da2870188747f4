using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>What customers are written: the words that ship, and the company's own in their place, by language and channel.</summary>
public sealed partial class TemplatesPage
{
    private readonly Dictionary<string, string?> _typed = [];
    private readonly Dictionary<string, string> _wrong = [];
    private IReadOnlyList<OrderChannels.Row> _channels = [];
    private IReadOnlyList<MessageTemplates.Row> _rows = [];
    private ChannelId? _channel;
    private string _language = ShippedMessages.Languages.Contains(CultureInfo.CurrentUICulture.Name) ? CultureInfo.CurrentUICulture.Name : "en";
    private string? _problem;

    [Inject]
    private MessageTemplates Templates { get; set; } = null!;

    [Inject]
    private KeepTemplate Keep { get; set; } = null!;

    [Inject]
    private OrderChannels Channels { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ReviewWords> Words { get; set; } = null!;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => change.Any("template") || change.Any("channel"), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        var answer = await Templates.ReadAsync(actor, _channel, ct);
        (_rows, _problem) = (answer.Value ?? [], answer.Error is { } error ? Say.Words(error) : null);
        _channels = (await Channels.ReadAsync(actor, ct)).Value ?? [];
    }

    private Task ChannelAsync(ChangeEventArgs chosen)
    {
        _channel = long.TryParse(chosen.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? new ChannelId(id) : null;
        return ReloadAsync();
    }

    private Task KeepAsync(MessageTemplates.Row row, string? text) => ActAsync(async ct =>
    {
        var kept = await Keep.RunAsync(await Staff.GetAsync(), new KeepTemplate.Command(row.Occasion, row.Language, _channel, text, row.Own), ct);
        _wrong.Remove(Key(row));
        if (kept.Error is { Kind: ErrorKind.Invalid } wrong)
        {
            _wrong[Key(row)] = Say.Words(wrong);
            return;
        }

        if (Say.Outcome(kept, text is null ? "said.template-dropped" : "said.template-kept"))
        {
            _typed.Remove(Key(row));
            await LoadAsync(ct);
        }
    });

    private string Key(MessageTemplates.Row row) => MessageTemplate.SlotOf(row.Occasion, row.Language, _channel);
}
