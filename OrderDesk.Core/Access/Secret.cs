using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrderDesk.Core.Access;

/// <summary>Random secrets of 256 bits: the database keeps their SHA-256, the secret itself is handed out once.</summary>
internal static class Secret
{
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Fits(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(hash));
}

/// <summary>Closes secrets that must be read again, such as that of a second factor; the keys are kept apart from the database.</summary>
/// <param name="Close">Makes a secret unreadable.</param>
/// <param name="Open">Makes it readable again, or answers null when the key is gone.</param>
public sealed record SecretKeeper(Func<string, string> Close, Func<string, string?> Open);
