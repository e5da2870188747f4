namespace OrderDesk.Tests.Support;

/// <summary>Something costly that the whole test run makes once, on first use; a failure is remembered as well.</summary>
public sealed class OnceAsync<T>(Func<Task<T>> make)
{
    private readonly Lock _gate = new();
    private Task<T>? _made;

    /// <summary>The thing itself.</summary>
    public Task<T> GetAsync()
    {
        lock (_gate)
        {
            return _made ??= Task.Run(make);
        }
    }
}
