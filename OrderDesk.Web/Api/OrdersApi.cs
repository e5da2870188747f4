using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Intake;
using OrderDesk.Web.Account;

namespace OrderDesk.Web.Api;

/// <summary>The interface for channels: send an order, ask for an order.</summary>
internal static class OrdersApi
{
    public const string Root = "/api/v1";

    public static IServiceCollection AddOrdersApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ApiOptions>(configuration.GetSection(ApiOptions.Section));
        services.AddSingleton<RateLimits>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeySignIn>(ApiKeySignIn.SchemeName, null);
        services.AddOpenApi("v1");
        return services;
    }

    public static void MapOrdersApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().RequireAuthorization(policy => policy.AddAuthenticationSchemes(SessionClaims.Scheme, ApiKeySignIn.SchemeName).RequireAuthenticatedUser());
        var api = app.MapGroup(Root)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(ApiKeySignIn.SchemeName).RequireAuthenticatedUser())
            .AddEndpointFilter(LimitAsync)
            .DisableAntiforgery()
            .WithTags("Orders")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapPost("/orders", TakeAsync)
            .WithName("TakeOrder")
            .WithSummary("Send an order. The same order again gets the first answer; another content under the same externalId is a conflict.")
            .AddOpenApiOperationTransformer(DescribeBodyAsync)
            .Produces<OrderResponse>(StatusCodes.Status201Created)
            .Produces<OrderResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/orders/{channel}/{externalId}", ReadAsync)
            .WithName("ReadOrder")
            .WithSummary("Ask for an order as it stands now, with its open holds.")
            .Produces<OrderResponse>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Described by hand: declared as what the address accepts, another media type would be answered before anybody asked for the key.</summary>
    private static async Task DescribeBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(Incoming), null, ct) } },
        };

    private static async ValueTask<object?> LimitAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var limits = call.HttpContext.RequestServices.GetRequiredService<RateLimits>();
        var caller = ApiKeySignIn.CallerOf(call.HttpContext);
        call.HttpContext.Response.Headers.CacheControl = "no-store";
        return limits.WaitOf(FormattableString.Invariant($"{caller.KeyId.Value}")) is { } wait ? ApiAnswers.TooMany(wait) : await next(call);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, TakeOrder take, CancellationToken ct)
    {
        if (!context.Request.HasJsonContentType())
        {
            return ApiAnswers.Problem(StatusCodes.Status415UnsupportedMediaType, "api.json-only");
        }

        if (await BodyAsync(context.Request, ct) is not { } body)
        {
            return ApiAnswers.Problem(StatusCodes.Status413PayloadTooLarge, "api.too-large", [OrderReader.MaxBytes / 1024]);
        }

        var caller = ApiKeySignIn.CallerOf(context);
        var key = context.Request.Headers.TryGetValue("Idempotency-Key", out var sent) ? sent.ToString() : null;
        var result = await take.RunAsync(caller.Actor, new TakeOrder.Command(caller.ChannelId, body, key), ct);
        if (!result.IsOk)
        {
            return ApiAnswers.Of(result.Error);
        }

        var answer = ApiAnswers.Of(result.Value.Answer);
        return result.Value.Already ? Results.Ok(answer) : Results.Created(AddressOf(caller, result.Value.ExternalId), answer);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string channel, string externalId, OrderByExternalId orders, CancellationToken ct)
    {
        var caller = ApiKeySignIn.CallerOf(context);
        var number = NumberOf(context) ?? externalId;
        if (!string.Equals(channel, caller.Channel, StringComparison.OrdinalIgnoreCase))
        {
            return ApiAnswers.Problem(StatusCodes.Status404NotFound, "intake.order-not-found", [number]);
        }

        var result = await orders.ReadAsync(caller.Actor, caller.ChannelId, number, ct);
        return result.IsOk ? Results.Ok(ApiAnswers.Of(result.Value)) : ApiAnswers.Of(result.Error);
    }

    /// <summary>The last part of the address as it came over the wire, unescaped once: the router leaves a slash in it escaped and would look for another number.</summary>
    private static string? NumberOf(HttpContext context)
    {
        var path = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0].TrimEnd('/') ?? "";
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]) is { Length: > 0 } number ? number : null;
    }

    private static string AddressOf(ApiKeyDirectory.Caller caller, string externalId) =>
        $"{Root}/orders/{Uri.EscapeDataString(caller.Channel)}/{Uri.EscapeDataString(externalId)}";

    /// <summary>The body, or null when it is too large; counted while it streams, whatever the header promised.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > OrderReader.MaxBytes)
        {
            return null;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 4_096));
        var piece = new byte[16_384];
        while (await request.Body.ReadAsync(piece, ct) is > 0 and var count)
        {
            if (body.Length + count > OrderReader.MaxBytes)
            {
                return null;
            }

            body.Write(piece, 0, count);
        }

        return body.ToArray();
    }
}
