namespace OrderDesk.Web.Features.Skills;

/// <summary>Anchor for the words of skills.</summary>
public sealed class SkillsWords;
