using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>An order that came by telephone or letter, typed in: buyer, articles with live stock, totals, and a warning where the same was ordered a short while ago.</summary>
public sealed partial class NewOrderPage
{
    private IReadOnlyList<KnownBuyers.Row>? _buyers;
    private IReadOnlyDictionary<string, string> _wrong = new Dictionary<string, string>();
    private string? _problem;

    [Inject]
    private EnterOrder Enter { get; set; } = null!;

    [Inject]
    private KnownBuyers Buyers { get; set; } = null!;

    [Inject]
    private ArticleSearch Articles { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private IOptions<CompanyOptions> Company { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ReviewWords> Words { get; set; } = null!;

    private NewOrderDraft Draft { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnInitialized() => Draft = new NewOrderDraft(Company.Value.Currency);

    /// <inheritdoc />
    protected override Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    private async Task FindBuyerAsync(ChangeEventArgs typed) =>
        _buyers = typed.Value is string { Length: > 0 } text ? (await Buyers.ReadAsync(await Staff.GetAsync(), text, Gone)).Value : null;

    private async Task<IReadOnlyList<ArticleSearch.Row>> FindArticleAsync(string text) => (await Articles.ReadAsync(await Staff.GetAsync(), text, Gone)).Value ?? [];

    private void Choose(KnownBuyers.Row buyer)
    {
        Draft.Take(buyer);
        _buyers = null;
    }

    private Task SaveAsync() => ActAsync(async ct =>
    {
        var entered = await Enter.RunAsync(await Staff.GetAsync(), Draft.Command, ct);
        if (entered.IsOk)
        {
            Say.Done("said.entered", entered.Value.Number);
            Navigation.NavigateTo(Links.Order(entered.Value.Number));
            return;
        }

        var error = entered.Error;
        Draft.TwinSeen = error.Code is "intake.twin";
        _problem = Say.Words(error);
        _wrong = error.Fields.GroupBy(field => NewOrderDraft.FieldOf(field.Field)).ToDictionary(field => field.Key, field => Say.Words(Error.Invalid(field.First().Code, field.First().Args)));
    });
}
