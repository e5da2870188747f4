using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Channels;

/// <summary>Channels and the keys with which their own systems send orders: issue one, which is shown once, and switch one off.</summary>
public sealed partial class ChannelsPage
{
    private IReadOnlyList<ApiKeyList.Row> _channels = [];
    private Page<Line>? _page;
    private IssueApiKey.Answer? _issued;
    private string? _problem;
    private string? _wrong;
    private bool _refused;
    private bool _mayManage;

    [Inject]
    private ApiKeyList List { get; set; } = null!;

    [Inject]
    private IssueApiKey Issue { get; set; } = null!;

    [Inject]
    private RevokeApiKey Revoke { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ChannelsWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => change.Any("api-key") || change.Any("channel"), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        var answer = await List.ReadAsync(actor, ct);
        (_mayManage, _refused, _problem) = (actor.Can(ChannelsPermissions.Manage), answer.Error?.Kind is ErrorKind.Forbidden, answer.Error is { } error ? Say.Words(error) : null);
        if (!answer.IsOk)
        {
            return;
        }

        _channels = answer.Value;
        _page = new Page<Line>([.. _channels.SelectMany(Lines)], null, null);
    }

    private Task IssueAsync(IssueApiKey.Command command) => ActAsync(async ct =>
    {
        var issued = await Issue.RunAsync(await Staff.GetAsync(), command, ct);
        (_issued, _wrong) = (issued.Value, issued.Error is { } error ? Say.Words(error) : null);
        if (issued.IsOk)
        {
            Say.Done("channels.key-issued", issued.Value.Channel);
        }
    });

    private Task RevokeAsync(ApiKeyList.Row channel, ApiKeyList.Key key) => ActAsync(async ct =>
    {
        var answer = await Dialogs.AskAsync(Words["revoke.title"], new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, Words["revoke.text", channel.Name, key.Prefix].Value },
            { d => d.Verb, Words["revoke.do"].Value },
            { d => d.Danger, true },
        });
        if (answer is not null)
        {
            Say.Outcome(await Revoke.RunAsync(await Staff.GetAsync(), new RevokeApiKey.Command(key.Id, key.Version), ct), "channels.key-revoked");
        }
    });

    private static IEnumerable<Line> Lines(ApiKeyList.Row channel) =>
        channel.Keys.Count == 0 ? [new Line(channel, null)] : channel.Keys.Select(key => new Line(channel, key));

    /// <summary>One key of a channel, or the channel that has none.</summary>
    private sealed record Line(ApiKeyList.Row Channel, ApiKeyList.Key? Key)
    {
        public long Number => Key?.Id.Value ?? -Channel.Id.Value;
    }
}
