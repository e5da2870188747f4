namespace OrderDesk.Web.Features.Bulk;

/// <summary>Anchor for the words of bulk actions.</summary>
public sealed class BulkWords;
