using System.Net;
using System.Text.Json;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Web.Api;

/// <summary>The interface for channels on the wire: what it answers to right, wrong, repeated and impatient senders.</summary>
public sealed class OrdersApiTests(OrdersApiTests.Desk desk) : IClassFixture<OrdersApiTests.Desk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clean_order_is_ready_at_once_and_can_be_asked_for()
    {
        using var sent = await desk.Channel.SendAsync(ApiDoor.Order("A-1", 1), Ct);
        var first = await JsonAsync(sent);
        using var asked = await desk.Channel.ReadAsync("A-1", Ct);

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        Assert.Equal("/api/v1/orders/webshop/A-1", sent.Headers.Location?.ToString());
        Assert.Equal(["id", "number", "status", "holds"], first.EnumerateObject().Select(property => property.Name));
        Assert.Equal("ReadyToFulfil", first.GetProperty("status").GetString());
        Assert.Empty(first.GetProperty("holds").EnumerateArray());
        Assert.Equal(first.GetRawText(), (await JsonAsync(asked)).GetRawText());
    }

    [Fact]
    public async Task A_shortage_is_a_hold_of_type_stock_with_its_reason()
    {
        using var sent = await desk.Channel.SendAsync(ApiDoor.Order("A-2", 2, sku: "NO-SUCH-SKU"), Ct);

        var hold = Assert.Single((await JsonAsync(sent)).GetProperty("holds").EnumerateArray());
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        Assert.Equal("stock", hold.GetProperty("type").GetString());
        Assert.Contains("NO-SUCH-SKU", hold.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_again_gets_the_first_answer_and_other_content_is_a_conflict()
    {
        using var first = await desk.Channel.SendAsync(ApiDoor.Order("A-3", 3), Ct);
        using var spaced = await desk.Channel.SendAsync(ApiDoor.Order("A-3", 3).Replace(",\"", ",\n  \"", StringComparison.Ordinal), Ct);
        using var other = await desk.Channel.SendAsync(ApiDoor.Order("A-3", 3, price: 11m), Ct);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, spaced.StatusCode, other.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await spaced.Content.ReadAsStringAsync(Ct));
        Assert.Equal("application/problem+json", other.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task One_idempotency_key_is_one_order_however_often_it_is_sent_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.Channel.SendAsync(ApiDoor.Order("A-4", 4), Ct, "key-4")));
        using var other = await desk.Channel.SendAsync(ApiDoor.Order("A-4b", 44), Ct, "key-4");

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"{answer.StatusCode}"));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync(Ct)))).Distinct());
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        using var sent = await desk.Channel.SendAsync("""{"externalId":"A-5","placedAt":"yesterday","currency":"XXY","lines":[{"sku":"A","quantity":"many"}],"customer":{"name":7}}""", Ct);

        var problem = await JsonAsync(sent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Equal("application/problem+json", sent.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ["currency", "customer.name", "lines[0].quantity", "lines[0].unitPrice", "placedAt", "total"],
            problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\"externalId\":", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{}", "application/json", HttpStatusCode.UnprocessableEntity)]
    public async Task What_is_no_order_is_refused_as_what_it_is(string body, string mediaType, HttpStatusCode status)
    {
        using var sent = await desk.Channel.SendAsync(body, Ct, mediaType: mediaType);

        Assert.Equal(status, sent.StatusCode);
        Assert.Equal("application/problem+json", sent.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_without_end_is_too_large()
    {
        using var sent = await desk.Channel.SendAsync($"{{\"remark\":\"{new string('x', 3_000_000)}\"}}", Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, sent.StatusCode);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_key_that_works()
    {
        var stranger = new ApiDoor(desk.Server, "odk_not-a-key", "webshop");
        using var sent = await stranger.SendAsync(ApiDoor.Order("A-6", 6), Ct);
        using var bare = await desk.Server.Client.GetAsync("/api/v1/orders/webshop/A-1", Ct);
        using var described = await desk.Server.Client.GetAsync("/openapi/v1.json", Ct);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (sent.StatusCode, bare.StatusCode));
        Assert.Equal("Bearer", sent.Headers.WwwAuthenticate.ToString());
        Assert.NotEqual(HttpStatusCode.OK, described.StatusCode);
    }

    [Fact]
    public async Task The_description_names_the_fields_of_an_order()
    {
        using var answer = await desk.Channel.DescriptionAsync(Ct);

        var body = (await JsonAsync(answer)).GetProperty("paths").GetProperty("/api/v1/orders").GetProperty("post").GetProperty("requestBody").GetRawText();
        Assert.Contains("application/json", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_of_another_channel_is_not_there()
    {
        var other = await ApiDoor.OpenAsync(desk.Server, Ct, "marketplace");
        using var sent = await desk.Channel.SendAsync(ApiDoor.Order("A-7", 7), Ct);
        using var own = await desk.Channel.ReadAsync("A-7", Ct);
        using var foreign = await other.ReadAsync("A-7", Ct);
        using var named = await other.ReadAsync("A-7", Ct, channel: "webshop");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (own.StatusCode, foreign.StatusCode, named.StatusCode));
    }

    [Theory]
    [InlineData("2024/17", "2024%2F17")]
    [InlineData("100%", "100%25")]
    [InlineData("a b", "a%20b")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("a+b?c#d", "a%2Bb%3Fc%23d")]
    [InlineData("订单-é", "%E8%AE%A2%E5%8D%95-%C3%A9")]
    public async Task An_order_is_found_where_its_answer_says_whatever_its_number_is(string externalId, string address)
    {
        using var sent = await desk.Channel.SendAsync(ApiDoor.Order(externalId, 8), Ct);
        var number = (await JsonAsync(sent)).GetProperty("number").GetString();
        using var there = await desk.Channel.GetAsync(sent.Headers.Location!.OriginalString, Ct);
        using var asked = await desk.Channel.GetAsync($"{sent.Headers.Location.OriginalString}?at=/orders/other", Ct);

        Assert.Equal($"/api/v1/orders/webshop/{address}", sent.Headers.Location.OriginalString);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (there.StatusCode, asked.StatusCode));
        Assert.Equal(number, (await JsonAsync(there)).GetProperty("number").GetString());
        using var twice = await desk.Channel.GetAsync($"/api/v1/orders/webshop/{address.Replace("%", "%25", StringComparison.Ordinal)}", Ct);
        Assert.Equal(externalId.All(char.IsAsciiLetterOrDigit) ? HttpStatusCode.OK : HttpStatusCode.NotFound, twice.StatusCode);
    }

    [Theory]
    [InlineData("%00", HttpStatusCode.BadRequest)]
    [InlineData("a%FFb", HttpStatusCode.NotFound)]
    [InlineData("A-1%2F", HttpStatusCode.NotFound)]
    public async Task A_made_up_number_is_answered(string segment, HttpStatusCode status)
    {
        using var asked = await desk.Channel.GetAsync($"/api/v1/orders/webshop/{segment}", Ct);

        Assert.Equal(status, asked.StatusCode);
    }

    [Fact]
    public async Task Who_sends_too_fast_is_told_how_long_to_wait()
    {
        await using var slow = await ServerProcess.StartAsync(new ServerOptions().With("Api:RateLimit:PerSecond", "1").With("Api:RateLimit:Burst", "3"), Ct);
        var channel = await ApiDoor.OpenAsync(slow, Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => channel.ReadAsync("none", Ct)));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.NotFound);
        var tooMany = Assert.Single(answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).Take(1));
        Assert.True(tooMany.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        return json.RootElement.Clone();
    }

    /// <summary>A desk with one channel and something in stock.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        /// <summary>The desk.</summary>
        public ServerProcess Server { get; private set; } = null!;

        /// <summary>Its channel.</summary>
        public ApiDoor Channel { get; private set; } = null!;

        /// <summary>Starts it.</summary>
        public async ValueTask InitializeAsync()
        {
            Server = await ServerProcess.StartAsync();
            Channel = await ApiDoor.OpenAsync(Server, CancellationToken.None);
            await Channel.StockAsync("MUG", 1_000, CancellationToken.None);
        }

        /// <summary>Ends it.</summary>
        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
