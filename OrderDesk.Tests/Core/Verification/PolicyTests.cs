using Microsoft.Extensions.Configuration;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Tests.Core.Verification;

public class PolicyTests
{
    [Fact]
    public void The_policy_that_comes_with_the_desk_has_no_mistakes() => Assert.Empty(PolicyMistakes.Of(new VerificationPolicy()));

    [Fact]
    public void Every_setting_can_be_set_and_lists_of_ours_stay()
    {
        var policy = Bind(
            ("Checks:velocity:Mode", "Warn"), ("Checks:velocity:Points", "70"), ("Checks:remark:Mode", "off"), ("OrdersPerHour", "1"), ("FirstOrderLimits:GBP", "20"),
            ("FirstOrderLimits:SEK", "7000"), ("PaymentMethods:0", "card"), ("BlockedMail:0", "@spam.example"), ("CreditBadShare", "0.25"), ("MaxLineQuantity", "7"));

        Assert.Empty(PolicyMistakes.Of(policy));
        Assert.Equal((CheckMode.Warn, 70), (policy.Checks["velocity"].Mode, policy.Checks["velocity"].Points));
        Assert.Equal(CheckMode.Off, policy.Checks["remark"].Mode);
        Assert.Equal(2_000, policy.FirstOrderLimit("GBP"));
        Assert.Equal(700_000, policy.FirstOrderLimit("SEK"));
        Assert.Equal(60_000, policy.FirstOrderLimit("EUR"));
        Assert.Null(policy.FirstOrderLimit("DKK"));
        Assert.Equal((1, 7, 0.25m), (policy.OrdersPerHour, policy.MaxLineQuantity, policy.CreditBadShare));
        Assert.Equal(["card"], policy.PaymentMethods);
        Assert.Equal(["@spam.example"], policy.BlockedMail);
    }

    [Fact]
    public void Every_mistake_is_named_with_its_key()
    {
        var mistakes = PolicyMistakes.Of(new VerificationPolicy
        {
            Checks = new Dictionary<string, CheckSetting> { ["telepathy"] = new(), ["phone"] = new() { Mode = (CheckMode)9 }, ["email"] = new() { Points = -1 } },
            FirstOrderLimits = new Dictionary<string, decimal> { ["QQQ"] = 5, ["GBP"] = -1 },
            OrdersPerDay = 0,
            CreditBadShare = 2,
            HighRiskCountries = ["Freedonia"],
            BlockedMail = ["spam"],
            BlockedPhones = ["12"],
            BlockedAddresses = ["somewhere"],
        }).ToList();

        Assert.Equal(11, mistakes.Count);
        Assert.All(
            ["Checks:telepathy", "Checks:phone:Mode", "Checks:email:Points", "FirstOrderLimits:QQQ", "FirstOrderLimits:GBP", "OrdersPerDay", "CreditBadShare", "HighRiskCountries", "BlockedMail", "BlockedPhones", "BlockedAddresses"],
            key => Assert.Contains(mistakes, mistake => mistake.StartsWith($"Verification:{key} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_check_can_be_switched_off_turned_down_and_turned_up()
    {
        var order = Sample.Facts(o => o with { Phone = null, GiftMessage = "Happy birthday" });

        Assert.Equal(Outcome.Fail, Sample.Ask("phone", order).Outcome);
        Assert.Equal(Outcome.Warn, Sample.Ask("phone", order, With("phone", CheckMode.Warn)).Outcome);
        Assert.DoesNotContain(Sample.Ask(order, With("phone", CheckMode.Off)), f => f.Check is "phone");
        Assert.Equal((Outcome.Fail, HoldType.Request), (Sample.Ask("wishes", order, With("wishes", CheckMode.Hold)).Outcome, Sample.Ask("wishes", order, With("wishes", CheckMode.Hold)).Hold));
        Assert.Equal(30, Sample.Ask("phone", order, Sample.Policy with { Checks = new Dictionary<string, CheckSetting> { ["phone"] = new() { Mode = CheckMode.Warn, Points = 30 } } }).Points);
    }

    private static VerificationPolicy With(string check, CheckMode mode) => Sample.Policy with { Checks = new Dictionary<string, CheckSetting> { [check] = new() { Mode = mode } } };

    private static VerificationPolicy Bind(params (string Key, string Value)[] settings)
    {
        var policy = new VerificationPolicy();
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Verification:{s.Key}", (string?)s.Value))).Build().GetSection(VerificationPolicy.Section).Bind(policy);
        return policy;
    }
}
