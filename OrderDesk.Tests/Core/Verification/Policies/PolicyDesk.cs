using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification.Policies;

/// <summary>How tests write and publish policies: through the same doors as everybody.</summary>
internal static class PolicyDesk
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A rule that matches every order of two and more units.</summary>
    public static CustomRule Rule(RuleActions then, string name = "Several units") => new()
    {
        Code = "several",
        Name = name,
        When = RuleGroup.All(new RuleLeaf("order.units", RuleOperator.AtLeast, ["2"])),
        Then = then,
    };

    public static Task<Result<SaveDraft.Answer>> DraftAsync(this TestDesk desk, VerificationPolicy? policy, Actor? actor = null, SaveDraft.Answer? before = null, int? basedOn = null, string? note = null) =>
        desk.UseAsync((SaveDraft save) => save.RunAsync(actor ?? desk.Manager(), new SaveDraft.Command(before?.Id, before?.Version ?? 0, policy, note, basedOn), Ct));

    public static Task<Result<int>> PublishAsync(this TestDesk desk, SaveDraft.Answer draft, string? note = "as agreed", Actor? actor = null) =>
        desk.UseAsync((PublishPolicy publish) => publish.RunAsync(actor ?? desk.Manager(), new PublishPolicy.Command(draft.Id, draft.Version, note), Ct));

    /// <summary>Writes a draft and publishes it; answers its number.</summary>
    public static async Task<int> InForceAsync(this TestDesk desk, VerificationPolicy policy)
    {
        var draft = await desk.DraftAsync(policy);
        Assert.True(draft.IsOk, draft.Error?.Code);
        Assert.Empty(draft.Value.Mistakes);
        var published = await desk.PublishAsync(draft.Value);
        Assert.True(published.IsOk, published.Error?.Code);
        return published.Value;
    }

    public static Task<VerificationPolicy> PolicyAsync(this TestDesk desk) => desk.UseAsync((CurrentPolicy current) => current.GetAsync(Ct).AsTask());
}
