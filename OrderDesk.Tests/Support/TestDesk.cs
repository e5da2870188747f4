using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrderDesk.Core;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Support;

/// <summary>
/// The real Core on a real, private, throw-away database, with a clock the test winds by hand:
/// <code>await using var desk = await TestDesk.OpenAsync(database);</code>
/// </summary>
public sealed class TestDesk : IAsyncDisposable
{
    /// <summary>Closes secrets with a key that lives as long as the test run, as every node of one installation does.</summary>
    private static readonly SecretKeeper Keeper = Closing(new EphemeralDataProtectionProvider().CreateProtector("test"));

    // Far from the numbers of real accounts: who acts must not be taken for the person acted upon.
    private static long _lastStaff = 900_000;

    private readonly ServiceProvider _root;
    private readonly bool _ownsStorage;

    private TestDesk(Storage storage, FakeTimeProvider clock, bool ownsStorage, Action<IServiceCollection>? more)
    {
        (Storage, Clock, _ownsStorage) = (storage, clock, ownsStorage);
        var services = Register(new ServiceCollection());
        more?.Invoke(services);
        _root = services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>The database behind this desk.</summary>
    public Storage Storage { get; }

    /// <summary>The clock; it stands still until the test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>What the clock says (UTC).</summary>
    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <summary>The services of this desk.</summary>
    public IServiceProvider Services => _root;

    /// <summary>Opens a desk on a fresh database; <paramref name="more"/> may add or replace services.</summary>
    public static async Task<TestDesk> OpenAsync(Database database = Database.Sqlite, Action<IServiceCollection>? more = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        return new TestDesk(await Storage.CreateAsync(database), clock, ownsStorage: true, more);
    }

    /// <summary>Another node on the same database and clock, with its own pools, as a second process would be.</summary>
    public TestDesk AnotherNode(Action<IServiceCollection>? more = null) => new(Storage, Clock, ownsStorage: false, more);

    /// <summary>Adds the real Core on this desk's database and clock to a service collection, such as that of a bUnit test.</summary>
    public IServiceCollection Register(IServiceCollection services) => services
        .AddLogging()
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(new ContentRoot(Storage.Folder))
        .AddSingleton<IInterceptor>(SqlServerMirror.Instance)
        .Configure<StorageOptions>(options =>
        {
            options.Provider = Storage.Provider;
            options.DataDirectory = Storage.Folder;
            options.ConnectionString = Storage.ConnectionString;
        })
        .AddSingleton(Keeper)
        .PostConfigure<SecurityOptions>(options => options.AdmitDemoAccounts(true))
        .AddOrderDeskCore();

    /// <summary>A context to look at the database with; tracks nothing.</summary>
    public OrderDeskDb Db() => _root.GetRequiredService<IDbContextFactory<OrderDeskDb>>().CreateDbContext();

    /// <summary>Uses a use case, or any other service, in a scope of its own.</summary>
    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> use) where TService : notnull
    {
        await using var scope = _root.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Uses a service that answers nothing.</summary>
    public async Task UseAsync<TService>(Func<TService, Task> use) where TService : notnull
    {
        await using var scope = _root.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Writes through the desk, as everybody does, and expects it to work.</summary>
    public async Task<T> WriteAsync<T>(Func<Write, Task<T>> work)
    {
        var result = await UseAsync<Desk, Result<T>>(desk => desk.WriteAsync<T>(Actor.System("test"), async write => await work(write), TestContext.Current.CancellationToken));
        Assert.True(result.IsOk, $"The write was refused: {result.Error?.Code}");
        return result.Value;
    }

    /// <summary>Writes through the desk without an answer, and expects it to work.</summary>
    public Task WriteAsync(Action<Write> work) => WriteAsync(write =>
    {
        work(write);
        return Task.FromResult(true);
    });

    /// <summary>A member of staff with these roles and the permissions they bring; a new person at each call.</summary>
    public Actor Staff(StaffRoles roles, string name = "Rina") =>
        new(new StaffId(Interlocked.Increment(ref _lastStaff)), name, ActorKind.Person, _root.GetRequiredService<RoleGrants>().Of(roles));

    /// <summary>Customer service.</summary>
    public Actor Agent(string name = "Rina") => Staff(StaffRoles.Agent, name);

    /// <summary>Keeps the stock.</summary>
    public Actor WarehouseLead(string name = "Wei") => Staff(StaffRoles.WarehouseLead, name);

    /// <summary>Sets the rules.</summary>
    public Actor Manager(string name = "Maya") => Staff(StaffRoles.Manager, name);

    /// <summary>Users, channels, settings.</summary>
    public Actor Administrator(string name = "Ade") => Staff(StaffRoles.Administrator, name);

    /// <summary>Somebody who is signed in and may do nothing.</summary>
    public Actor Nobody(string name = "Noa") => Staff(StaffRoles.None, name);

    private static SecretKeeper Closing(IDataProtector protector) => new(protector.Protect, protector.Unprotect);

    /// <summary>Closes the desk; the database goes with the desk that made it.</summary>
    public async ValueTask DisposeAsync()
    {
        var connectionString = _root.GetRequiredService<StoragePlace>().ConnectionString;
        await _root.DisposeAsync();
        if (!_ownsStorage)
        {
            return;
        }

        if (Storage.Provider is StorageProvider.Sqlite)
        {
            await using var pool = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(pool);
        }

        await Storage.DisposeAsync();
    }
}
