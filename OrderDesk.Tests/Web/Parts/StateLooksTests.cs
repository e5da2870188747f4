using System.Globalization;
using System.Reflection;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Orders;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Parts;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>Every state has a look, in every language.</summary>
public sealed class StateLooksTests : PartTests
{
    private static readonly Type[] WordsOnly = [typeof(StaffRoles), typeof(ImportMode), typeof(InboxSource)];

    private static IEnumerable<MethodInfo> Presenters => typeof(StateLooks).GetMethods().Where(method => method.Name == nameof(StateLooks.Of));

    private IStringLocalizer<StateWords> States => Services.GetRequiredService<IStringLocalizer<StateWords>>();

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void Every_state_has_a_word(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var kinds = Presenters.Select(presenter => presenter.GetParameters()[1].ParameterType).Concat(WordsOnly);
        var silent = from kind in kinds from name in Enum.GetNames(kind) where States[$"{kind.Name}.{name}"].ResourceNotFound select $"{kind.Name}.{name}";

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_look_has_an_icon_that_is_drawn()
    {
        var sprite = File.ReadAllText(RepoRoot.At("wwwroot-assets", "img", "icons.svg"));
        var looks =
            from presenter in Presenters
            from state in Enum.GetValues(presenter.GetParameters()[1].ParameterType).Cast<object>()
            select (StatusLook)presenter.Invoke(null, [States, state])!;

        Assert.DoesNotContain(looks, look => !sprite.Contains($"id=\"{look.Icon}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Within_a_kind_no_two_states_look_the_same()
    {
        foreach (var presenter in Presenters)
        {
            var kind = presenter.GetParameters()[1].ParameterType;
            var looks = Enum.GetValues(kind).Cast<object>().Select(state => (StatusLook)presenter.Invoke(null, [States, state])!).ToList();

            Assert.Equal(looks.Count, looks.Select(look => look.Word).Distinct().Count());
            Assert.Equal(looks.Count, looks.Select(look => look.Icon).Distinct().Count());
        }
    }

    [Fact]
    public void Every_icon_a_component_asks_for_is_drawn()
    {
        var sprite = File.ReadAllText(RepoRoot.At("wwwroot-assets", "img", "icons.svg"));
        var missing =
            from file in House.Rules.SourceFile.Under("OrderDesk.Web", ".razor")
            from match in System.Text.RegularExpressions.Regex.Matches(file.Text, "<Icon Name=\"([a-z0-9-]+)\"")
            let name = match.Groups[1].Value
            where !sprite.Contains($"id=\"{name}\"", StringComparison.Ordinal)
            select $"{file.Path}: {name}";

        Assert.Empty(missing);
    }

    [Fact]
    public void A_row_names_all_of_its_open_holds()
    {
        Assert.Equal([HoldType.Payment, HoldType.Stock], StateLooks.Each(HoldType.Stock | HoldType.Payment));
        Assert.Equal("Payment, Stock", States.Of(HoldType.Stock | HoldType.Payment).Word);
        Assert.Empty(StateLooks.Each(HoldType.None));
    }
}
