using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>Writes of long work that nobody sits and waits for: one "busy" does not end hours of it.</summary>
internal static class PatientWrites
{
    private const int MostTries = 30;

    /// <summary>A try is already patient by itself; this lets whoever holds the storage, or the disk that ran full, have a moment.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>As a write of the desk, tried again while the storage is not available; after the last try that is the answer.</summary>
    public static async Task<Result<T>> WritePatientlyAsync<T>(this Desk desk, Actor actor, Func<Write, Task<Result<T>>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var written = await desk.WriteAsync(actor, work, ct);
            if (written.Error?.Kind is not ErrorKind.Unavailable || attempt == MostTries)
            {
                return written;
            }

            await Task.Delay(Pause, ct);
        }
    }
}
