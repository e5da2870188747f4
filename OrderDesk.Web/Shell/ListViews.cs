using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Shell;

/// <summary>The saved views of one list as its page shows them.</summary>
/// <param name="List">The list they are views of, such as <c>orders</c>.</param>
/// <param name="Root">Its address.</param>
/// <param name="Rows">The views.</param>
/// <param name="MayShare">Whether this person shares views with roles.</param>
/// <param name="Opening">The view the list opens with, or null.</param>
public sealed record ViewList(string List, string Root, IReadOnlyList<SavedViews.Row> Rows, bool MayShare, SavedViews.Row? Opening)
{
    /// <summary>How many rows each view holds, by its id; empty until counted.</summary>
    public IReadOnlyDictionary<SavedViewId, Matching> Counts { get; init; } = new Dictionary<SavedViewId, Matching>();

    /// <summary>The views as tabs.</summary>
    public IEnumerable<ViewTab> Tabs => Rows.Select(row => new ViewTab(TabOf(row), row.Name, AddressOf(row), Counts.GetValueOrDefault(row.Id)?.ToString()));

    /// <summary>A list whose views nobody has read yet.</summary>
    public static ViewList Of(string list, string root) => new(list, root, [], MayShare: false, null);

    /// <summary>The tab of the view that shows exactly this list, or null.</summary>
    /// <param name="url">The list as an address writes it.</param>
    public string? TabAt(string url) => QueryOf(url) is var query && Rows.FirstOrDefault(row => row.Query == query) is { } view ? TabOf(view) : null;

    /// <summary>The state of a list as views keep it.</summary>
    /// <param name="url">The list as an address writes it.</param>
    public static string QueryOf(string url) => ViewQuery.Normalise(url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? url[at..].Split('#', 2)[0] : "") ?? "";

    /// <summary>The address of a list; the one without any wish has a name of its own where the list opens with another one.</summary>
    public string Address(string url) => url == Root && Opening is not null ? Root + "?v=all" : url;

    /// <summary>Where a view is opened, with everything it names, whether or not it is still there.</summary>
    public string AddressOf(SavedViews.Row row) => Address(row.Query.Length == 0 ? Root : $"{Root}?{row.Query}");

    /// <summary>The same views with what they hold; a view that could not be counted has no count.</summary>
    /// <param name="counted">The counts in the order of the views, or null.</param>
    public ViewList With(IReadOnlyList<Counted>? counted) =>
        this with { Counts = Rows.Zip(counted ?? []).ToDictionary(pair => pair.First.Id, pair => new Matching(pair.Second.Number, pair.Second.OrMore)) };

    private static string TabOf(SavedViews.Row row) => $"view-{row.Id.Value}";
}

/// <summary>Reads, keeps and arranges the views of a list, and says what came of it.</summary>
internal sealed class ListViews(SavedViews views, SaveView save, IDialogService dialogs, Say say, IStringLocalizer<Messages> words)
{
    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>The views of somebody; what was counted stays until it is counted again.</summary>
    public async Task<ViewList> ReadAsync(Actor me, ViewList list, CancellationToken ct) => (await views.ReadAsync(me, list.List, ct)).Value is { } answer
        ? list with { Rows = answer.Rows, MayShare = answer.MayShare, Opening = answer.Opening }
        : ViewList.Of(list.List, list.Root);

    /// <summary>Asks for a name and keeps the list as it is shown; answers whether it did.</summary>
    public async Task<bool> KeepAsync(Actor me, ViewList list, string url, CancellationToken ct)
    {
        var query = ViewList.QueryOf(url);
        var parameters = new DialogParameters<SaveViewDialog>
        {
            { d => d.MayShare, list.MayShare && !ViewQuery.NamesPerson(query) },
            { d => d.Submit, async answer => (await save.RunAsync(me, new SaveView.Command(null, 0, list.List, answer.Name, query, answer.Roles, answer.IsDefault), ct)).Plain },
        };
        var dialog = await dialogs.ShowAsync<SaveViewDialog>(words["view.save"], parameters, Narrow);
        return await dialog.Result is { Canceled: false, Data: Result result } && say.Outcome(result, "said.view-kept");
    }

    /// <summary>Lets the person arrange, rename, renew and give up views.</summary>
    public async Task ArrangeAsync(Actor me, ViewList list, string url)
    {
        var parameters = new DialogParameters<ViewsDialog> { { d => d.Me, me }, { d => d.List, list.List }, { d => d.Shown, ViewList.QueryOf(url) } };
        var dialog = await dialogs.ShowAsync<ViewsDialog>(words["view.arrange"], parameters, Narrow with { MaxWidth = MaxWidth.Small });
        await dialog.Result;
    }
}
