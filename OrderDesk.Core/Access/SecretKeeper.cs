namespace OrderDesk.Core.Access;

/// <summary>Closes secrets that must be read again, such as that of a second factor; the keys are kept apart from the database.</summary>
/// <param name="Close">Makes a secret unreadable.</param>
/// <param name="Open">Makes it readable again, or answers null when the key is gone.</param>
public sealed record SecretKeeper(Func<string, string> Close, Func<string, string?> Open);
