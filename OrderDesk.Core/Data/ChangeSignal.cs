using Microsoft.Data.Sqlite;
using Npgsql;
using OrderDesk.Core.Data.Providers;

namespace OrderDesk.Core.Data;

/// <summary>Says that somebody may have committed something; it may say so once too often, never once too little.</summary>
internal abstract class ChangeSignal : IAsyncDisposable
{
    /// <summary>How long another process's change may take to be seen where nothing wakes us.</summary>
    public static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);

    /// <summary>Opens the signal of this engine.</summary>
    public static async Task<ChangeSignal> OpenAsync(Dialect dialect, StoragePlace place, CancellationToken ct) => dialect.Provider switch
    {
        StorageProvider.Sqlite => await SqliteSignal.OpenAsync(place, ct),
        StorageProvider.PostgreSql => await PostgreSqlSignal.OpenAsync(place, ct),
        StorageProvider.SqlServer => new PollSignal(),
    };

    /// <summary>Waits until somebody may have committed something.</summary>
    public abstract Task NextAsync(CancellationToken ct);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>SQLite counts the commits of others in each connection; asking costs microseconds.</summary>
    private sealed class SqliteSignal(SqliteConnection connection) : ChangeSignal
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

        private long _seen;

        public static async Task<ChangeSignal> OpenAsync(StoragePlace place, CancellationToken ct)
        {
            var signal = new SqliteSignal(new SqliteConnection(new SqliteConnectionStringBuilder(place.ConnectionString) { Pooling = false }.ToString()));
            await signal.OpenAsync(ct);
            return signal;
        }

        public override async Task NextAsync(CancellationToken ct)
        {
            var before = _seen;
            while ((_seen = await VersionAsync(ct)) == before)
            {
                await Task.Delay(Pause, ct);
            }
        }

        public override ValueTask DisposeAsync() => connection.DisposeAsync();

        private async Task OpenAsync(CancellationToken ct)
        {
            await connection.OpenAsync(ct);
            _seen = await VersionAsync(ct);
        }

        private async Task<long> VersionAsync(CancellationToken ct) => await SqliteFile.ScalarAsync(connection, "PRAGMA data_version", ct) is long version ? version : -1;
    }

    /// <summary>PostgreSQL wakes us on a connection of our own; a slow poll covers what a broken line swallowed.</summary>
    private sealed class PostgreSqlSignal(NpgsqlConnection connection) : ChangeSignal
    {
        public static async Task<ChangeSignal> OpenAsync(StoragePlace place, CancellationToken ct)
        {
            var signal = new PostgreSqlSignal(new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place.ConnectionString) { Pooling = false, KeepAlive = 15 }.ToString()));
            await signal.ListenAsync(ct);
            return signal;
        }

        public override Task NextAsync(CancellationToken ct) => connection.WaitAsync(SlowPoll, ct);

        public override ValueTask DisposeAsync() => connection.DisposeAsync();

        private async Task ListenAsync(CancellationToken ct)
        {
            await connection.OpenAsync(ct);
            await using var listen = new NpgsqlCommand($"LISTEN {PostgreSqlDialect.Channel}", connection);
            await listen.ExecuteNonQueryAsync(ct);
        }
    }

    private sealed class PollSignal : ChangeSignal
    {
        public override Task NextAsync(CancellationToken ct) => Task.Delay(SlowPoll, ct);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
