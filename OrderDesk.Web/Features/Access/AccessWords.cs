namespace OrderDesk.Web.Features.Access;

/// <summary>Anchor for AccessWords.resx: the words of people, the own profile and the audit trail.</summary>
public sealed class AccessWords;
