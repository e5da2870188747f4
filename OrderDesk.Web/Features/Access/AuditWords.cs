namespace OrderDesk.Web.Features.Access;

/// <summary>Anchor for AuditWords.resx: the words of every property and detail that can stand in the audit trail, by its name or by kind of row and name.</summary>
public sealed class AuditWords;
