using System.Security.Cryptography;
using System.Text;

namespace OrderDesk.Core.Shared;

/// <summary>Secrets made of random letters and digits, and the hashes that are kept instead of them.</summary>
public static class Secret
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Random letters and digits; 22 hold more than 128 bits.</summary>
    public static string Make(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>SHA-256 in lower-case hex; enough for secrets of 128 bits and more, never for passwords.</summary>
    public static string Hash(string secret) => Hash(Encoding.UTF8.GetBytes(secret));

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether a secret has this hash, in constant time.</summary>
    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));
}
