using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using OrderDesk.Core.Access;

namespace OrderDesk.Web.Shell;

/// <summary>Where the desk listens: plain http stays on this machine unless somebody says otherwise, and only named proxies may speak for others.</summary>
internal static class Listening
{
    /// <summary>Every address of plain http that others can reach, where neither <c>Security:AllowHttp</c> nor a proxy is set.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration configuration, IHostEnvironment environment)
    {
        if (bool.TryParse(configuration["ForwardedHeaders_Enabled"], out var everybody) && everybody)
        {
            yield return "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes every sender; take it away and name the proxy in Security:TrustedProxies.";
        }

        var isCovered = (bool.TryParse(configuration["Security:AllowHttp"], out var allowed) && allowed) || configuration.GetSection("Security:TrustedProxies").GetChildren().Any();
        if (environment.IsDevelopment() || isCovered)
        {
            yield break;
        }

        foreach (var address in Addresses(configuration).Where(IsOpenHttp))
        {
            yield return $"{address} is plain http beyond this machine. Listen on https (Kestrel:Endpoints), name the proxy that ends https in Security:TrustedProxies, or set Security:AllowHttp to true in a network you trust as a whole.";
        }
    }

    /// <summary>Believes the forwarded address and scheme of the named proxies and of nobody else.</summary>
    public static IServiceCollection AddProxies(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<Microsoft.Extensions.Options.IOptions<SecurityOptions>>((headers, security) =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            headers.ForwardLimit = null;
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var proxy in security.Value.TrustedProxies)
            {
                if (IPAddress.TryParse(proxy, out var address))
                {
                    headers.KnownProxies.Add(address);
                }
                else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                {
                    headers.KnownIPNetworks.Add(network);
                }
            }
        });
        return services;
    }

    /// <summary>Reads the forwarded headers, where a proxy is named.</summary>
    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SecurityOptions>>().Value.TrustedProxies.Length > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    /// <summary>Where a browser finds the desk, as far as the settings say, without a slash at the end: the public address, else the first one it listens at; null where they say nothing.</summary>
    public static string? Address(IConfiguration configuration) =>
        configuration.GetSection("Security:PublicOrigins").Get<string[]>()?.FirstOrDefault()?.TrimEnd('/') ?? Addresses(configuration).Select(Reached).FirstOrDefault(address => address is not null);

    /// <summary>The addresses as Kestrel reads them: its own endpoints before the addresses, those before bare ports.</summary>
    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
        {
            return endpoints;
        }

        return configuration["urls"] is { Length: > 0 } urls
            ? Split(urls)
            : [.. Split(configuration["http_ports"] ?? "").Select(port => $"http://*:{port}"), .. Split(configuration["https_ports"] ?? "").Select(port => $"https://*:{port}")];
    }

    /// <summary>What to type for an address to listen at; one that stands for all of the machine's is reached on the machine itself.</summary>
    private static string? Reached(string address)
    {
        try
        {
            var binding = BindingAddress.Parse(address);
            var isAny = binding.Host is "*" or "+" || (IPAddress.TryParse(binding.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
            return binding.IsUnixPipe || binding.IsNamedPipe
                ? null
                : new UriBuilder(binding.Scheme, isAny ? "localhost" : binding.Host, binding.Port).Uri.GetLeftPart(UriPartial.Authority) + binding.PathBase;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsOpenHttp(string address)
    {
        try
        {
            var binding = BindingAddress.Parse(address);
            var isLocal = binding.IsUnixPipe || binding.IsNamedPipe || string.Equals(binding.Host, "localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(binding.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
            return string.Equals(binding.Scheme, "http", StringComparison.OrdinalIgnoreCase) && !isLocal;
        }
        catch (FormatException)
        {
            // Kestrel itself says what is wrong with it.
            return false;
        }
    }
}
