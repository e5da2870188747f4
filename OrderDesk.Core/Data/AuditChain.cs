using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace OrderDesk.Core.Data;

/// <summary>How the audit trail is sealed: SHA-256 of the seal before and of the lines, written out the same way on every engine and in every version.</summary>
public static class AuditChain
{
    /// <summary>What the first seal follows on.</summary>
    public const string Start = "";

    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The hash of a seal.</summary>
    /// <param name="before">The hash of the seal before, or <see cref="Start"/>.</param>
    /// <param name="number">The seal's number.</param>
    /// <param name="entries">The lines it covers, in ascending order of their ids.</param>
    public static string Hash(string before, long number, IEnumerable<AuditEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(before);
        Append(FormattableString.Invariant($"\n{number}\n"));
        foreach (var entry in entries)
        {
            Append(JsonSerializer.Serialize(new object?[]
            {
                entry.Id.Value, FormattableString.Invariant($"{entry.At:yyyy-MM-ddTHH:mm:ss.fff}Z"), entry.ActorId.Value, entry.ActorName, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Details,
            }, Canonical));
            Append("\n");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The ids of a seal's lines.</summary>
    public static List<AuditEntryId> IdsOf(AuditSeal seal) =>
        [.. seal.EntryIds.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => new AuditEntryId(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)))];

    /// <summary>The ids as a seal keeps them.</summary>
    public static string Join(IEnumerable<AuditEntryId> ids) => string.Join(',', ids.Select(id => id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The last seal, or null.</summary>
    public static Task<AuditSeal?> LastAsync(OrderDeskDb db, CancellationToken ct) =>
        db.AuditSeals.OrderByDescending(seal => seal.Number).FirstOrDefaultAsync(ct);
}
