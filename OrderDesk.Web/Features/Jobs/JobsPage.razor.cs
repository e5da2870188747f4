using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Access.Upkeep;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Jobs;

/// <summary>Work in the background: which job came round when and how it ended, files on their way in, and messages to the outside world that are not delivered.</summary>
public sealed partial class JobsPage
{
    private const int PageSize = 25;

    private Page<JobList.Row>? _jobs;
    private OutboxList.Answer? _outbox;
    private IReadOnlyList<ImportList.Row> _imports = [];
    private string? _problem;
    private bool _refused;

    [Inject]
    private JobList Jobs { get; set; } = null!;

    [Inject]
    private OutboxList Outbox { get; set; } = null!;

    [Inject]
    private ImportList Imports { get; set; } = null!;

    [Inject]
    private RetryMessage Retry { get; set; } = null!;

    [Inject]
    private DiscardMessage Discard { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private IStringLocalizer<JobsWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PartWords> Parts { get; set; } = null!;

    /// <summary>Which messages the address asks for.</summary>
    [SupplyParameterFromQuery(Name = "outbox")]
    private string? Which { get; set; }

    /// <summary>The cursor in the address.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    /// <summary>The direction in the address.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    private string? Back { get; set; }

    private bool SetAside => Which != "waiting";

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    private string? Failing => _jobs?.Rows.Where(job => job.IsFailing).Select(Name).ToList() is { Count: > 0 } names ? string.Join(Words["comma"].Value, names) : null;

    private string? Oldest => _outbox?.OldestWaiting is { } oldest ? Words["figure.oldest", Spans.Text(Parts, Now - oldest)].Value : null;

    private IReadOnlyList<ViewTab> Tabs =>
    [
        new("set-aside", Words["tab.set-aside"], Address(setAside: true), Counted(_outbox?.SetAside)),
        new("waiting", Words["tab.waiting"], Address(setAside: false), Counted(_outbox?.Waiting)),
    ];

    /// <inheritdoc />
    protected override bool Concerns(Moved moved) => moved.Any("job") || moved.Any("outbox") || moved.Any("import");

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        var jobs = await Jobs.ReadAsync(actor, ct);
        var outbox = await Outbox.ReadAsync(actor, new OutboxList.Filter(SetAside), new Paging(PageSize, After, Back == "1"), ct);
        if ((jobs.Error ?? outbox.Error) is { } error)
        {
            (_refused, _problem) = (error.Kind is ErrorKind.Forbidden, Say.Words(error));
            return;
        }

        (_refused, _problem) = (false, null);
        (_jobs, _outbox) = (new Page<JobList.Row>(jobs.Value!, null, null), outbox.Value);
        _imports = (await Imports.OpenAsync(actor, ct)).Value ?? [];
    }

    private Task RetryAsync(OutboxList.Row row) => ActAsync(async ct =>
        Say.Outcome(await Retry.RunAsync(await Staff.GetAsync(), new RetryMessage.Command(row.Id, row.Fence), ct), "outbox.retried"));

    private Task DiscardAsync(OutboxList.Row row) => ActAsync(async ct =>
    {
        var answer = await Dialogs.AskAsync(Words["discard.title"], new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, Words["discard.text", row.Type].Value },
            { d => d.Verb, Words["discard"].Value },
            { d => d.Danger, true },
        });
        if (answer is not null)
        {
            Say.Outcome(await Discard.RunAsync(await Staff.GetAsync(), new DiscardMessage.Command(row.Id, row.Fence), ct), "outbox.given-up");
        }
    });

    private long Key(JobList.Row row) => _jobs!.Rows.TakeWhile(job => job != row).Count();

    private string Name(JobList.Row row) => Words["job." + row.Name] is { ResourceNotFound: false } name ? name.Value : row.Name;

    private string Round(JobList.Row row) => row.Schedule switch
    {
        { Interval: { } interval } => Words["every", Spans.Text(Parts, interval)],
        { At: { } at } => Words["daily", at.ToString("HH:mm", CultureInfo.InvariantCulture)],
        _ => "",
    };

    private StatusLook Look(JobList.Row row) => row switch
    {
        { IsFailing: true } => new("failing", Words["state.failing"], Tone.Bad, "circle-x"),
        { Node: null } => new("nobody", Words["state.nobody"], Tone.Warn, "unplug"),
        { Node: var node } => new("kept", Words["state.kept"], Tone.Good, "circle-check") { Hint = node },
    };

    private string? Told(JobList.Row row) => row is { IsFailing: false, Note.Told: { } told } ? Say.Words(Error.Invalid(told.Code, [.. told.Args])) : null;

    private string? Why(OutboxList.Row row) => row.Note is { } note ? Say.Words(Error.Invalid(note.Code, [.. note.Args])) : null;

    private static bool IsGivenUp(OutboxList.Row row) => row.Note?.Code is OutboxNote.DiscardedCode;

    private static string Count(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    private static string? Counted(int? count) => count is null ? null : count >= OutboxList.MostCounted ? Count(OutboxList.MostCounted) + "+" : Count(count.Value);

    private static string Address(bool setAside) => setAside ? Links.Jobs : Links.Jobs + "?outbox=waiting";

    private void Turn(Paging paging) => Navigation.NavigateTo(QueryHelpers.AddQueryString(
        Address(SetAside), new Dictionary<string, string?> { ["after"] = paging.After, ["back"] = paging.Back ? "1" : null }.Where(part => part.Value is not null).ToDictionary()));
}
