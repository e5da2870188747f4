using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.House;

/// <summary>Every address of the program asks who is coming, but for the few that are open to everybody.</summary>
public class EndpointsTests
{
    /// <summary>Open to everybody, each for a reason a visitor would see: signing in, health, and what a page needs before somebody has signed in.</summary>
    private static readonly HashSet<string> Open =
    [
        "/_blazor", "/_blazor/disconnect/", "/_blazor/initializers/", "/_blazor/negotiate", "/_framework/opaque-redirect", "/{**path:file}",
        "/fault", "/not-found", "/preferences", "/health/live", "/health/ready",
        "/Account/Login", "/Account/Logout", "/Account/Denied", "/Account/Welcome/{Secret}", "/Account/Setup/{Secret}",
    ];

    [Fact]
    public async Task Only_the_addresses_we_named_are_open_to_everybody()
    {
        await using var app = Build();
        var guarded = app.Services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is not null;

        var open = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => IsOpen(endpoint, guarded) && !IsAsset(endpoint))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/')).ToHashSet();

        Assert.Empty(open.Except(Open).Select(path => $"open to everybody: {path}"));
    }

    private static bool IsOpen(RouteEndpoint endpoint, bool guarded)
    {
        var asks = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
        return endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || (asks.Count == 0 && !guarded);
    }

    private static bool IsAsset(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;

    private static WebApplication Build()
    {
        var builder = DeskHost.CreateBuilder(["--environment", "Production", "--applicationName", "OrderDesk.Web", "--Storage:DataDirectory", TestHouse.TempFolder("data")]);
        builder.Services.AddOrderDeskWeb(builder.Configuration);
        var app = builder.Build();
        app.UseOrderDesk();
        return app;
    }
}
