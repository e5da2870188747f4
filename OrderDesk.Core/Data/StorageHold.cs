namespace OrderDesk.Core.Data;

/// <summary>
/// Tells other processes that the SQLite file is in use, by an operating-system lock on a small file beside it. The lock dies with the process, however
/// it ends. On the other engines there is nothing to hold.
/// </summary>
public sealed class StorageHold(StoragePlace place) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private FileStream? _shared;

    /// <summary>The lock file, or null where the engine keeps its own order.</summary>
    public string? LockFile => place.SqliteFile is { } file ? file + ".lock" : null;

    /// <summary>Takes the database for this process alone; null while anybody uses it for longer than the patience.</summary>
    public async Task<IDisposable?> TakeAloneAsync(TimeSpan patience, CancellationToken ct)
    {
        Release();
        return await TryAsync(FileAccess.ReadWrite, FileShare.None, patience, ct);
    }

    /// <summary>Uses the database beside others until this hold is disposed; false while a restore or an upgrade has it for longer than the patience.</summary>
    public async Task<bool> ShareAsync(TimeSpan patience, CancellationToken ct) =>
        (_shared ??= await TryAsync(FileAccess.Read, FileShare.Read, patience, ct)) is not null;

    /// <inheritdoc/>
    public void Dispose() => Release();

    private void Release()
    {
        _shared?.Dispose();
        _shared = null;
    }

    private async Task<FileStream?> TryAsync(FileAccess access, FileShare share, TimeSpan patience, CancellationToken ct)
    {
        var file = LockFile ?? throw new InvalidOperationException("Only a SQLite file is held.");
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, access, share);
            }
            catch (IOException) when (File.Exists(file) && waited < patience)
            {
                await Task.Delay(Pause, ct);
            }
            catch (IOException) when (File.Exists(file))
            {
                return null;
            }
        }
    }
}
