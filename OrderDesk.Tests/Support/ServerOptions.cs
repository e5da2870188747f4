namespace OrderDesk.Tests.Support;

/// <summary>How a test wants OrderDesk started.</summary>
public sealed record ServerOptions
{
    /// <summary>Development on the built program, or Production on what <see cref="Support.Published"/> made.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>A folder of published output; null runs the program as built, from its project folder.</summary>
    public string? Published { get; init; }

    /// <summary>Where this server keeps its data; null gives it a fresh temporary folder.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Configuration by key, such as <c>Storage:Provider</c>; goes in through the environment and beats the defaults. Null takes a key away.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Further arguments on the command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>A further address to listen at, such as one over https.</summary>
    public Uri? AlsoAt { get; init; }

    /// <summary>The folder the program is started in; null is the project folder, or for published output the data folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What must answer 200 before the server counts as started.</summary>
    public string ReadyAt { get; init; } = "/health/ready";

    /// <summary>How long the start may take.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Production on published output.</summary>
    public static async Task<ServerOptions> ProductionAsync() => new() { Environment = "Production", Published = await Support.Published.FolderAsync() };

    /// <summary>The same with one more setting.</summary>
    public ServerOptions With(string key, string? value) => this with { Settings = new Dictionary<string, string?>(Settings) { [key] = value } };
}
