namespace OrderDesk.Web.Features.Policies;

/// <summary>Anchor for PoliciesWords.resx: the words of the pages about the policy and its versions.</summary>
public sealed class PoliciesWords;
