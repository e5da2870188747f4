using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>The files of imports under the data directory, outside everything that is served; their names are made here and are random.</summary>
public sealed class ImportStore(StoragePlace place)
{
    private const int NameLength = 24;

    private readonly string _folder = Path.Combine(place.DataDirectory, "imports");

    /// <summary>A name for the account of an import's rows.</summary>
    public static string NewReport() => Secret.Make(NameLength) + ".report";

    /// <summary>Where a file of a known name lies.</summary>
    public string PathOf(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') && !name.StartsWith('.')
            ? Path.Combine(_folder, name)
            : throw new ArgumentException("No name made here.", nameof(name));

    /// <summary>Whether this machine has the file.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Keeps what is sent, counting while it streams; nothing is kept of what is too much.</summary>
    public async Task<Result<string>> KeepAsync(Stream sent, long limit, CancellationToken ct)
    {
        Directory.CreateDirectory(_folder);
        var name = Secret.Make(NameLength) + ".upload";
        var kept = false;
        try
        {
            await using (var target = new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, FileOptions.Asynchronous))
            {
                var buffer = new byte[81_920];
                long bytes = 0;
                for (int read; (read = await sent.ReadAsync(buffer, ct)) > 0;)
                {
                    bytes += read;
                    if (bytes > limit)
                    {
                        return OrderFileErrors.SentTooMuch(limit);
                    }

                    await target.WriteAsync(buffer.AsMemory(0, read), ct);
                }
            }

            kept = true;
            return name;
        }
        finally
        {
            if (!kept)
            {
                Drop(name);
            }
        }
    }

    /// <summary>A file to write or read on.</summary>
    public FileStream Open(string name, FileAccess access)
    {
        Directory.CreateDirectory(_folder);
        return new FileStream(PathOf(name), access is FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate, access, FileShare.ReadWrite | FileShare.Delete, 65_536);
    }

    /// <summary>Removes a file, if it is there.</summary>
    public void Drop(string? name)
    {
        if (name is not null)
        {
            File.Delete(PathOf(name));
        }
    }
}
