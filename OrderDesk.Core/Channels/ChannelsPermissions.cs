namespace OrderDesk.Core.Channels;

/// <summary>What may be done with channels.</summary>
public static class ChannelsPermissions
{
    /// <summary>See channels.</summary>
    public const string Read = "channels.read";

    /// <summary>Open channels, issue and revoke keys.</summary>
    public const string Manage = "channels.manage";
}
