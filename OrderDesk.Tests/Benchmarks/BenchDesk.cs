using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrderDesk.Core;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Demo;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Benchmarks;

/// <summary>The real Core on a seeded SQLite file that stays for the next run, and a raw connection to the same file.</summary>
internal sealed class BenchDesk : IAsyncDisposable
{
    private readonly ServiceProvider _root;

    private BenchDesk(ServiceProvider root, SqliteConnection raw) => (_root, Raw) = (root, raw);

    /// <summary>The engine without anything of ours, with the same settings.</summary>
    public SqliteConnection Raw { get; }

    /// <summary>Where the database lies: <c>ORDERDESK_BENCH_DATA</c>.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("ORDERDESK_BENCH_DATA") is { Length: > 0 } folder ? folder : Path.Combine(Path.GetTempPath(), "orderdesk-bench");

    /// <summary>How many orders are seeded: <c>ORDERDESK_BENCH_ORDERS</c>, a million unless set.</summary>
    public static int Orders => int.TryParse(Environment.GetEnvironmentVariable("ORDERDESK_BENCH_ORDERS"), out var orders) ? orders : 1_000_000;

    /// <summary>The one part to measure, such as <c>bulk</c>: <c>ORDERDESK_BENCH_PART</c>; null for all.</summary>
    public static string? Part => Environment.GetEnvironmentVariable("ORDERDESK_BENCH_PART") is { Length: > 0 } part ? part : null;

    /// <summary>Opens the desk; seeds it first where nothing is there.</summary>
    public static async Task<BenchDesk> OpenAsync(Action<string> say, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var root = new ServiceCollection()
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new ContentRoot(Folder))
            .Configure<StorageOptions>(options => options.DataDirectory = Folder)
            .AddSingleton(new SecretKeeper(secret => secret, secret => secret))
            .AddOrderDeskCore()
            .BuildServiceProvider();
        var ready = await root.GetRequiredService<SchemaUpgrade>().GetReadyAsync(ct);
        Assert.True(ready.IsOk, ready.Error?.Code);
        await using (var scope = root.CreateAsyncScope())
        {
            var sown = await scope.ServiceProvider.GetRequiredService<SeedOrders>().RunAsync(Actor.System("bench"), new SeedOrders.Command(Orders, 365), ct);
            Assert.True(sown.IsOk || sown.Error.Code is "demo.seed-not-empty", sown.Error?.Code);
            say(sown.IsOk ? $"seeded {sown.Value.Orders:N0} orders in {sown.Value.Seconds:0} s" : "seeded before");
        }

        var raw = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, "orderdesk.db") }.ToString());
        await raw.OpenAsync(ct);
        await using var pragmas = raw.CreateCommand();
        pragmas.CommandText = "PRAGMA busy_timeout=4000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";
        await pragmas.ExecuteNonQueryAsync(ct);
        return new BenchDesk(root, raw);
    }

    /// <summary>Uses a use case in a scope of its own, as a request does.</summary>
    public async Task<T> UseAsync<TService, T>(Func<TService, Task<Result<T>>> use) where TService : notnull
    {
        await using var scope = _root.CreateAsyncScope();
        var result = await use(scope.ServiceProvider.GetRequiredService<TService>());
        return result.IsOk ? result.Value : throw new InvalidOperationException(result.Error.Code);
    }

    /// <summary>The same for one that answers nothing.</summary>
    public async Task UseAsync<TService>(Func<TService, Task<Result>> use) where TService : notnull
    {
        await using var scope = _root.CreateAsyncScope();
        var result = await use(scope.ServiceProvider.GetRequiredService<TService>());
        if (result.Error is { } error)
        {
            throw new InvalidOperationException(error.Code);
        }
    }

    /// <summary>An agent with an account; the password is that of <see cref="Support.StaffRoom"/>.</summary>
    public Task<Actor> HireAsync(string? email = null) => UseAsync((Desk desk) => desk.WriteAsync<Actor>(Actor.System("bench"), write =>
    {
        var hired = StaffUser.New(write.NewId<StaffId>(), email ?? FormattableString.Invariant($"bench{System.Diagnostics.Stopwatch.GetTimestamp()}@example.com"), "Bench", StaffRoles.Agent, write.Now);
        hired.PasswordHash = new Passwords().Keep(Support.StaffRoom.Password);
        write.Db.Users.Add(hired);
        return Task.FromResult<Result<Actor>>(new Actor(hired.StaffId, hired.DisplayName, ActorKind.Person, _root.GetRequiredService<RoleGrants>().Of(StaffRoles.Agent)));
    }, CancellationToken.None));

    /// <summary>One round of a job.</summary>
    public async Task RoundAsync(string name)
    {
        var held = await _root.GetRequiredService<JobLeases>().TakeAsync(name, CancellationToken.None);
        Assert.NotNull(held);
        await using var scope = _root.CreateAsyncScope();
        var entry = scope.ServiceProvider.GetServices<JobEntry>().Single(job => job.Name == name);
        await ((IJob)scope.ServiceProvider.GetRequiredService(entry.Type)).WorkAsync(new JobRun(held.Name, held.Owner, held.Fence), CancellationToken.None);
    }

    /// <summary>Asks the engine and reads every column of every row; answers how many.</summary>
    public int Read(string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = 0;
        var cells = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(cells);
            rows++;
        }

        return rows;
    }

    /// <summary>The first cell of the first row.</summary>
    public T One<T>(string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(sql, values);
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>A command on the raw connection.</summary>
    public SqliteCommand Command(string sql, params (string Name, object Value)[] values)
    {
        var command = Raw.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    public async ValueTask DisposeAsync()
    {
        await Raw.DisposeAsync();
        await _root.DisposeAsync();
    }
}
