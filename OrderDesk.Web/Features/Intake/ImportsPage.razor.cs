using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Intake;

/// <summary>Files brought in: send one, watch it, stop it, and read where every row of it went.</summary>
public sealed partial class ImportsPage
{
    private const int PageSize = 25;

    private IReadOnlyList<OrderChannels.Row> _channels = [];
    private Page<ImportList.Row>? _page;
    private ImportList.Row? _chosen;
    private string? _problem;
    private string? _wrong;
    private bool _refused;
    private bool _mayImport;
    private bool _mayOpen;
    private bool _sending;
    private ImportForm? _form;

    [Inject]
    private ImportList List { get; set; } = null!;

    [Inject]
    private ImportDetails Details { get; set; } = null!;

    [Inject]
    private AskForImport Ask { get; set; } = null!;

    [Inject]
    private CancelImport Cancel { get; set; } = null!;

    [Inject]
    private OrderChannels Channels { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private ILogger<ImportsPage> Logger { get; set; } = null!;

    [Inject]
    private IStringLocalizer<IntakeWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    /// <summary>The open import in the address.</summary>
    [SupplyParameterFromQuery(Name = "import")]
    private string? ImportIdText { get; set; }

    private long? ImportId => Links.NumberOf(ImportIdText);

    /// <summary>The cursor in the address.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    /// <summary>The direction in the address.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    private string? Back { get; set; }

    private IEnumerable<ImportList.Row> Open => _page?.Rows.Where(row => row.IsOpen) ?? [];

    /// <inheritdoc />
    protected override bool Concerns(Moved moved) => moved.Any("import");

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        (_mayImport, _mayOpen) = (actor.Can(IntakePermissions.Import), actor.Can(ChannelsPermissions.Manage));
        _channels = (await Channels.ReadAsync(actor, ct)).Value ?? [];
        var answer = await List.ReadAsync(actor, new Paging(PageSize, After, Back == "1"), ct);
        if (!answer.IsOk)
        {
            (_refused, _problem) = (answer.Error.Kind is ErrorKind.Forbidden, Say.Words(answer.Error));
            return;
        }

        (_refused, _problem, _page) = (false, null, answer.Value);
        _chosen = ImportId is { } id ? (await Details.ReadAsync(actor, new ImportRunId(id), ct)).Value : null;
    }

    private async Task SendAsync(ImportForm.Order order)
    {
        (_sending, _wrong) = (true, null);
        StateHasChanged();
        try
        {
            var asked = await AskAsync(order);
            if (!asked.IsOk)
            {
                _wrong = Say.Words(asked.Error);
                return;
            }

            Say.Done("intake.import-asked", order.File.Name);
            Navigation.NavigateTo(Links.Import(asked.Value.Value));
        }
        catch (Exception broken) when (Gone.IsCancellationRequested || broken is JSException or IOException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // The file lies on the person's own machine: it may have changed since it was chosen, or the line broke.
            Logger.UploadBroke(broken);
            _wrong = Words["form.broke-off"];
            _form?.ForgetFile();
        }
        finally
        {
            _sending = false;
        }
    }

    private async Task<Result<ImportRunId>> AskAsync(ImportForm.Order order)
    {
        // The size a browser tells is only good for an early no; what is really sent is counted.
        if (order.File.Size > ImportLimits.Upload.SentBytes)
        {
            return OrderFileErrors.SentTooMuch(ImportLimits.Upload.SentBytes);
        }

        await using var content = order.File.OpenReadStream(ImportLimits.Upload.SentBytes + 1, Gone);
        return await Ask.RunAsync(await Staff.GetAsync(), new AskForImport.Command(order.Channel, order.File.Name, order.Profile, order.Mode, order.DryRun, content), Gone);
    }

    private async Task CancelAsync(ImportRunId id) =>
        Say.Outcome(await Cancel.RunAsync(await Staff.GetAsync(), new CancelImport.Command(id), Gone), "intake.import-cancel-asked");

    /// <summary>How long it still takes if it goes on as before.</summary>
    private static TimeSpan? Remaining(ImportList.Row run) => run.Account is { Seconds: > 1, Tally.RowsRead: > 0 } account
        ? TimeSpan.FromSeconds(account.Seconds / account.Tally.RowsRead * (account.RowsInFile - account.Tally.RowsRead))
        : null;

    private static string Number(long? count) => count?.ToString("N0", CultureInfo.CurrentCulture) ?? "–";

    private void Turn(Paging paging) => Navigation.NavigateTo(QueryHelpers.AddQueryString(
        Links.Imports, new Dictionary<string, string?> { ["after"] = paging.After, ["back"] = paging.Back ? "1" : null }.Where(part => part.Value is not null).ToDictionary()));
}
