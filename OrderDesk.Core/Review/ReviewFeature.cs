using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Review.Macros;
using OrderDesk.Core.Review.Presence;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review;

/// <summary>Registers the review desk.</summary>
public static class ReviewFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddScoped<IReaction, OpenCaseOnHolds>()
        .AddScoped<IReaction, OpenCaseOnHoldsChanged>()
        .AddScoped<IReaction, ForgetYesOnLinesChanged>()
        .AddScoped<OrderSheet>()
        .AddScoped<OrderClaims>()
        .AddScoped<ReviewQueue>()
        .AddScoped<ReviewTally>()
        .AddScoped<ReviewCounts>()
        .AddScoped<ReviewChoices>()
        .AddScoped<MyDesk>()
        .AddScoped<WaitingWork>()
        .AddScoped<ReviewFigures>()
        .AddScoped<ReviewPace>()
        .AddSingleton<IConfigureOptions<PassLimits>, PassNoneThatNeedsTwo>()
        .AddScoped<CheckFigures>()
        .AddScoped<MinedProposals>()
        .AddScoped<CheckProposals>()
        .AddScoped<DraftProposal>()
        .AddScoped<DismissProposal>()
        .AddScoped<ClaimCase>()
        .AddScoped<ServeNext>()
        .AddJob<MissCases>("missed-cases", TimeSpan.FromSeconds(30))
        .AddScoped<LetGoOfCase>()
        .AddScoped<ApproveOrder>()
        .AddScoped<RejectOrder>()
        .AddScoped<AskCustomer>()
        .AddScoped<UndoDecision>()
        .AddScoped<TakeOverCase>()
        .AddScoped<SnoozeCase>()
        .AddScoped<EscalateCase>()
        .AddJob<ReverifyOpenOrders>("reverify", TimeSpan.FromSeconds(5))
        .AddScoped<HandoverDesk>()
        .AddScoped<OfferHandover>()
        .AddScoped<AnswerHandover>()
        .AddScoped<WithdrawHandover>()
        .AddScoped<BulkActing>()
        .AddScoped<BulkLooking>()
        .AddScoped<BulkPicking>()
        .AddScoped<BulkTakers>()
        .AddScoped<BulkSteps>()
        .AddScoped<LookAtBulk>()
        .AddScoped<StartBulk>()
        .AddScoped<CancelBulk>()
        .AddScoped<RetryBulk>()
        .AddScoped<BulkSheet>()
        .AddScoped<BulkList>()
        .AddJob<BulkJob>("bulk", TimeSpan.FromSeconds(1))
        .AddScoped<MacroList>()
        .AddScoped<KeepMacro>()
        .AddScoped<RemoveMacro>()
        .AddScoped<RunMacro>()
        .AddScoped<SkillsSheet>()
        .AddScoped<SetSkills>()
        .AddScoped<CaseSkills>()
        .AddScoped<LookAtCase>()
        .AddScoped<LeaveCase>()
        .AddScoped<CaseLookers>()
        .AddScoped<WaitLonger>()
        .AddScoped<IReaction, ComeBackOnPayment>()
        .AddScoped<RecordCall>()
        .AddScoped<WaitForPayment>()
        .AddScoped<HoldTypes>()
        .AddScoped<SetHoldTerms>()
        .AddJob<ExpireHolds>("hold-expiry", TimeSpan.FromMinutes(1))
        .AddScoped<MessageTemplates>()
        .AddScoped<KeepTemplate>()
        .AddScoped<EditLines>()
        .AddScoped<SubstituteLine>()
        .AddScoped<BackorderOrder>()
        .AddScoped<SplitOrder>()
        .AddScoped<SplitPlan>()
        .AddScoped<CancelOrder>()
        .AddScoped<AnswerCancel>()
        .AddScoped<ChangeByCustomer>()
        .AddInvariant<CasesFitTheirOrders>()
        .Grant(ReviewPermissions.Read, StaffRoles.Agent | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(ReviewPermissions.Decide, StaffRoles.Agent | StaffRoles.Manager)
        .Grant(ReviewPermissions.Measure, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(ReviewPermissions.Bulk, StaffRoles.Agent | StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(ReviewPermissions.ShareMacros, StaffRoles.Manager)
        .Grant(ReviewPermissions.HandAny, StaffRoles.Manager)
        .Grant(ReviewPermissions.SetSkills, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(ReviewPermissions.DecideEscalated, StaffRoles.Manager)
        .Grant(ReviewPermissions.SetHolds, StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(ReviewPermissions.SetTemplates, StaffRoles.Manager | StaffRoles.Administrator);
}
