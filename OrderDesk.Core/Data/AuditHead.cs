using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrderDesk.Core.Data;

/// <summary>
/// The last seal this node has made, kept in the data folder and signed with a key that is not in the database: whoever cuts off the end of the trail in the
/// database cannot make the chain end here.
/// </summary>
public sealed class AuditHead(StoragePlace place)
{
    private const int KeyBytes = 32;

    private sealed record Kept(long Number, string Hash, string Signature);

    private string File => Path.Combine(place.DataDirectory, "audit-head.json");

    private string KeyFile => Path.Combine(place.DataDirectory, "keys", "audit.key");

    /// <summary>Keeps the head; the file is replaced as a whole.</summary>
    public void Keep(long number, string hash)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        var half = File + ".tmp";
        System.IO.File.WriteAllText(half, JsonSerializer.Serialize(new Kept(number, hash, Sign(number, hash, Key(make: true)!))));
        System.IO.File.Move(half, File, overwrite: true);
    }

    /// <summary>A backup was brought back: the chain ends where it ended then; nowhere where nothing was sealed.</summary>
    public void Restart(long? number, string? hash)
    {
        if (number is { } last && hash is not null)
        {
            Keep(last, hash);
        }
        else
        {
            System.IO.File.Delete(File);
        }
    }

    /// <summary>Reads the head; to be asked before the trail is, for the desk may seal on meanwhile.</summary>
    public Seen See()
    {
        if (!System.IO.File.Exists(File))
        {
            return new Seen(null, null, Genuine: true);
        }

        return Read() is { } kept && Key(make: false) is { } key && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(kept.Number, kept.Hash, key)), Encoding.ASCII.GetBytes(kept.Signature))
            ? new Seen(kept.Number, kept.Hash, Genuine: true)
            : new Seen(null, null, Genuine: false);
    }

    /// <summary>The head as it was kept at one moment.</summary>
    /// <param name="Number">The last seal; null where none was made yet.</param>
    /// <param name="Hash">Its hash.</param>
    /// <param name="Genuine">Whether this desk has signed it.</param>
    public sealed record Seen(long? Number, string? Hash, bool Genuine)
    {
        /// <summary>What is wrong with the chain as seen from here, as a short text, or null; <paramref name="hashOf"/> answers the hash of a seal by its number.</summary>
        public async Task<string?> ComplaintAsync(Func<long, Task<string?>> hashOf)
        {
            if (!Genuine)
            {
                return "the kept head is not signed by this desk";
            }

            if (Number is not { } number)
            {
                return null;
            }

            var there = await hashOf(number);
            return there is null ? FormattableString.Invariant($"seal {number} is gone")
                : there != Hash ? FormattableString.Invariant($"seal {number} is not the one that was made")
                : null;
        }
    }

    private Kept? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(System.IO.File.ReadAllText(File));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[]? Key(bool make)
    {
        if (System.IO.File.Exists(KeyFile))
        {
            return System.IO.File.ReadAllBytes(KeyFile);
        }

        if (!make)
        {
            return null;
        }

        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(KeyFile, options);
        file.Write(key);
        return key;
    }

    private static string Sign(long number, string hash, byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{number}:{hash}"))));
}
