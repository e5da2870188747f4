using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OrderDesk.Tests.Support;

/// <summary>A channel at a running desk: its key comes from the command line, its orders go over the wire.</summary>
public sealed class ApiDoor(ServerProcess server, string key, string channel)
{
    /// <summary>The channel whose key it is.</summary>
    public string Channel { get; } = channel;

    /// <summary>Issues a key on the command line, beside the running server.</summary>
    public static async Task<ApiDoor> OpenAsync(ServerProcess server, CancellationToken ct, string channel = "webshop")
    {
        var run = await server.CommandAsync(ct, "apikey", "add", "--channel", channel, "--json");
        Assert.True(run.ExitCode == 0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        return new ApiDoor(server, json.RootElement.GetProperty("key").GetString()!, channel);
    }

    /// <summary>Books units on the command line.</summary>
    public async Task StockAsync(string sku, int quantity, CancellationToken ct)
    {
        var run = await server.CommandAsync(ct, "stock", "receive", "--sku", sku, "--warehouse", "MAIN", "--quantity", quantity.ToString(CultureInfo.InvariantCulture), "--json");
        Assert.True(run.ExitCode == 0, run.Errors);
    }

    /// <summary>A paid, complete order of one unit by its own customer.</summary>
    public static string Order(string externalId, int n, string sku = "MUG", decimal price = 10m, int quantity = 1) => JsonSerializer.Serialize(new
    {
        externalId,
        placedAt = DateTime.UnixEpoch.AddDays(20_700).ToString("O", CultureInfo.InvariantCulture),
        currency = "GBP",
        customer = new { name = $"Sample Buyer{n}", email = $"buyer{n}@example.com", phone = $"+44 20 79{46 + (n / 10_000)} {n % 10_000:0000}" },
        shippingAddress = Address(n),
        billingAddress = Address(n),
        lines = new[] { new { sku, name = "A thing", quantity, unitPrice = price } },
        total = price * quantity,
        payment = new { method = "card", status = "paid", amount = price * quantity, currency = "GBP", reference = $"pay-{externalId}" },
    });

    /// <summary>Sends a body as it is.</summary>
    public async Task<HttpResponseMessage> SendAsync(string body, CancellationToken ct, string? idempotencyKey = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders") { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await server.Client.SendAsync(request, ct);
    }

    /// <summary>Asks for an order as it stands now.</summary>
    public Task<HttpResponseMessage> ReadAsync(string externalId, CancellationToken ct, string? channel = null) => GetAsync($"/api/v1/orders/{channel ?? Channel}/{Uri.EscapeDataString(externalId)}", ct);

    /// <summary>Asks for what is at an address of the interface, written as it goes over the wire.</summary>
    public async Task<HttpResponseMessage> GetAsync(string address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await server.Client.SendAsync(request, ct);
    }

    /// <summary>Asks what the interface offers.</summary>
    public Task<HttpResponseMessage> DescriptionAsync(CancellationToken ct) => GetAsync("/openapi/v1.json", ct);

    private static object Address(int n) => new { name = $"Sample Buyer{n}", line1 = $"{n} Example Street", city = "Sampleton", postalCode = "SW1A 1AA", country = "GB" };
}
