namespace OrderDesk.Core.Verification.Checks;

/// <summary>Where facts come from; each is a translation key.</summary>
internal static class Source
{
    public const string Order = "source.order";
    public const string Customer = "source.customer";
    public const string History = "source.history";
    public const string Channel = "source.channel-history";
    public const string Policy = "source.policy";
    public const string BlockList = "source.block-list";
    public const string Catalogue = "source.catalogue";
    public const string Stock = "source.stock";
    public const string Plan = "source.numbering-plan";
    public const string Clock = "source.clock";
    public const string Programme = "source.programme";
}
