using System.Collections.Concurrent;
using Bunit;
using OrderDesk.Tests.Support;

[assembly: AssemblyFixture(typeof(TestHouse))]

namespace OrderDesk.Tests.Support;

/// <summary>Ends what the test run started, in the reverse order: servers, the browser, the database cluster, temporary folders.</summary>
public sealed class TestHouse : IAsyncDisposable
{
    private static readonly ConcurrentStack<Func<ValueTask>> Endings = new();

    /// <summary>A page waits for what it must show as long as a browser would; the second that bUnit gives it is gone on a busy machine before anything is wrong.</summary>
    static TestHouse() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Runs at the end of the test run.</summary>
    public static void AtTheEnd(Func<ValueTask> ending) => Endings.Push(ending);

    /// <summary>A temporary folder that goes away with the test run.</summary>
    public static string TempFolder(string what)
    {
        var folder = Directory.CreateTempSubdirectory($"orderdesk-{what}-").FullName;
        AtTheEnd(() =>
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return ValueTask.CompletedTask;
        });
        return folder;
    }

    /// <summary>Ends everything; one failing ending does not keep the others from running.</summary>
    public async ValueTask DisposeAsync()
    {
        var failures = new List<Exception>();
        while (Endings.TryPop(out var ending))
        {
            try
            {
                await ending();
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("The test run did not end cleanly.", failures);
        }
    }
}
