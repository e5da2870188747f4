using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.House.Rules;

namespace OrderDesk.Tests.House;

/// <summary>Pages act, parts show; pages say who may enter; nobody outside fills a row of the database.</summary>
public class ComponentsTests
{
    /// <summary>Parts of the frame that read for themselves because no page stands above them.</summary>
    private static readonly HashSet<string> Frame = [];

    private static readonly string[] WaysIn = ["OrderDesk.Web.Api", "OrderDesk.Web.Webhooks", "OrderDesk.Web.Exports", "OrderDesk.Web.Account"];

    private static Type[] Web => Assembly.Load("OrderDesk.Web").GetTypes();

    private static IEnumerable<Type> AllComponents => Web.Where(typeof(IComponent).IsAssignableFrom);

    [Fact]
    public void Only_pages_and_dialogs_know_use_cases() =>
        Assert.Empty(AllComponents.Where(component => !Frame.Contains(component.Name)).SelectMany(component => Components.ActsBehindThePage(component, Components.IsUseCase)));

    [Fact]
    public void Every_page_says_who_may_enter() =>
        Assert.Empty(AllComponents.Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false)).Where(page => !Components.SaysWhoMayEnter(page)).Select(page => page.Name));

    /// <summary>A number that is not one would break the page before it can say so.</summary>
    [Fact]
    public void Every_part_of_an_address_is_read_as_text() =>
        Assert.Empty(AllComponents.SelectMany(page => page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(part => part.IsDefined(typeof(SupplyParameterFromQueryAttribute)) && part.PropertyType != typeof(string) && part.PropertyType != typeof(string[]))
            .Select(part => $"{part.DeclaringType?.Name}.{part.Name}"));

    [Fact]
    public void No_row_of_the_database_is_filled_from_outside()
    {
        var waysIn = Web.Where(type => WaysIn.Any(way => (type.Namespace ?? "").StartsWith(way, StringComparison.Ordinal)));

        Assert.Empty(waysIn.Concat(AllComponents).Distinct().SelectMany(type => Components.LetsOutsidersFill(type, IsRow)));
    }

    [Fact]
    public void A_part_that_acts_is_seen()
    {
        Assert.Equal(["Part is given Decide"], Components.ActsBehindThePage(typeof(Part), type => type == typeof(Decide)));
        Assert.Equal(["BuiltPart is given Decide"], Components.ActsBehindThePage(typeof(BuiltPart), type => type == typeof(Decide)));
        Assert.Empty(Components.ActsBehindThePage(typeof(OpenPage), type => type == typeof(Decide)));
        Assert.Empty(Components.ActsBehindThePage(typeof(DecideDialog), type => type == typeof(Decide)));
    }

    [Fact]
    public void A_page_without_a_word_about_who_may_enter_is_seen()
    {
        Assert.False(Components.SaysWhoMayEnter(typeof(OpenPage)));
        Assert.False(Components.SaysWhoMayEnter(typeof(AnySignedInPage)));
        Assert.True(Components.SaysWhoMayEnter(typeof(GuardedPage)));
        Assert.True(Components.SaysWhoMayEnter(typeof(SignInPage)));
    }

    [Fact]
    public void A_row_filled_from_outside_is_seen()
    {
        Assert.Equal(["Endpoint.Take(row) lets outsiders fill Row"], Components.LetsOutsidersFill(typeof(Endpoint), type => type == typeof(Row)));
        Assert.Equal(["FormPage.Input lets outsiders fill Row"], Components.LetsOutsidersFill(typeof(FormPage), type => type == typeof(Row)));
        Assert.Equal(["NestedEndpoint.Take(body) lets outsiders fill Row"], Components.LetsOutsidersFill(typeof(NestedEndpoint), type => type == typeof(Row)));
    }

    private static bool IsRow(Type type) => typeof(Entity).IsAssignableFrom(type);

    private sealed class Decide;

    private sealed class Row;

    private sealed record Body(IReadOnlyList<Row> Rows);

    private static class Endpoint
    {
        public static void Take(Row row) => Assert.NotNull(row);
    }

    private static class NestedEndpoint
    {
        public static void Take(Body body) => Assert.NotNull(body);
    }

    private abstract class Shown : IComponent
    {
        public void Attach(RenderHandle renderHandle)
        {
        }

        public Task SetParametersAsync(ParameterView parameters) => Task.CompletedTask;
    }

    private sealed class Part : Shown
    {
        [Inject]
        private Decide Decide { get; set; } = null!;
    }

    private sealed class BuiltPart(Decide decide) : Shown
    {
        public override string ToString() => decide.ToString()!;
    }

    private sealed class DecideDialog : Shown
    {
        [Inject]
        private Decide Decide { get; set; } = null!;
    }

    [Route("/open")]
    private sealed class OpenPage : Shown
    {
        [Inject]
        private Decide Decide { get; set; } = null!;
    }

    [Route("/any"), Authorize]
    private sealed class AnySignedInPage : Shown;

    [Route("/guarded"), Authorize(Policy = "review.decide")]
    private sealed class GuardedPage : Shown;

    [Route("/sign-in"), AllowAnonymous]
    private sealed class SignInPage : Shown;

    private sealed class FormPage : Shown
    {
        [SupplyParameterFromForm]
        private Row? Input { get; set; }
    }
}
