using Microsoft.AspNetCore.Http;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Shell;

/// <summary>Where the desk leads, and where it never does.</summary>
public sealed class AddressesTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/orders?status=held&q=a%2Fb")]
    [InlineData("/orders/OD-1000123#event-4")]
    [InlineData("/orders?back=//evil.example")]
    public void A_path_on_this_desk_is_local(string url) => Assert.True(Links.IsLocal(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/%2f/evil.example")]
    [InlineData("/%2fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\tevil")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData(" /orders")]
    public void Anything_else_is_not(string? url)
    {
        Assert.False(Links.IsLocal(url));
        Assert.Equal(Links.Home, Links.LocalOr(url, Links.Home));
    }

    [Fact]
    public void The_sign_in_page_leads_back_and_only_back_here()
    {
        Assert.Equal("/Account/Login?ReturnUrl=%2Forders%3Fstatus%3Dheld", Links.LoginThenBack("/orders?status=held"));
        Assert.Equal("/Account/Login?ReturnUrl=%2F", Links.LoginThenBack("//evil.example"));
    }

    [Fact]
    public void An_order_has_one_address() => Assert.Equal("/orders/OD-1000123", Links.Order("OD-1000123"));

    [Theory]
    [InlineData("https://desk.example", "desk.example", true)]
    [InlineData("http://localhost:5210", "localhost:5210", true)]
    [InlineData("https://desk.example:443", "desk.example", true)]
    [InlineData("http://[::1]:5210", "[::1]:5210", true)]
    [InlineData("https://public.example", "10.0.0.7:8080", true)]
    [InlineData("https://public.example:8443", "10.0.0.7:8080", false)]
    [InlineData("http://desk.example", "desk.example:8080", false)]
    [InlineData("https://evil.example", "desk.example", false)]
    [InlineData("https://desk.example.evil.example", "desk.example", false)]
    [InlineData("null", "desk.example", false)]
    [InlineData("file://", "desk.example", false)]
    [InlineData("https://desk.example:444", "desk.example:443", false)]
    public void Only_pages_of_this_desk_may_open_its_live_connection(string origin, string host, bool ours) =>
        Assert.Equal(ours, CircuitGuard.IsOurs(origin, new HostString(host), ["https://public.example"]));

    [Theory]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-HK", "zh-Hant")]
    [InlineData("zh-Hant-MO", "zh-Hant")]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-SG", "zh-Hans")]
    [InlineData("en-US", "en")]
    [InlineData("de-DE", null)]
    public void A_browser_gets_the_closest_of_our_languages(string asked, string? given) => Assert.Equal(given, Languages.Closest(asked)?.Tag);

    [Fact]
    public void Every_language_writes_numbers_in_a_specific_culture() =>
        Assert.All(Languages.All, language => Assert.False(System.Globalization.CultureInfo.GetCultureInfo(language.Format).IsNeutralCulture));
}
