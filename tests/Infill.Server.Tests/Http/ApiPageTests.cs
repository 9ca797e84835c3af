using System.Net;
using System.Text.RegularExpressions;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Http;

/// <summary>The page for people, which must work without the internet and tell nobody.</summary>
public sealed partial class ApiPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task Page_ComesWithItsScriptFromThisServerAlone()
    {
        using HttpResponseMessage response = await _server.Client.GetAsync("/docs", TestServer.Token);
        string page = await response.Content.ReadAsStringAsync(TestServer.Token);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("openapi.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("jsdelivr", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?i)(src|href)=[\"']?(https?:)?//", page);
        string[] scripts = [.. Source().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(scripts);
        foreach (string script in scripts)
        {
            string path = new Uri(new Uri(_server.Client.BaseAddress!, "/docs/"), script).AbsolutePath;
            using HttpResponseMessage file = await _server.Client.GetAsync(path, TestServer.Token);
            Assert.True(file.IsSuccessStatusCode, $"{path}: {file.StatusCode}");
            Assert.Contains("javascript", file.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_MayOnlyAskThisServer_AndOtherRoutesMayDoNothing()
    {
        using HttpResponseMessage page = await _server.Client.GetAsync("/docs", TestServer.Token), other = await _server.Client.GetAsync("/health", TestServer.Token);

        Assert.Contains("connect-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(other.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory]
    [InlineData("/docs/../keys.json")]
    [InlineData("/docs/%2e%2e/jobs.db")]
    [InlineData("/docs/scalar.js/..%2f..%2fjobs.db")]
    public async Task Page_PathOutOfIt_LeadsNowhere(string path)
    {
        using HttpResponseMessage response = await _server.Client.GetAsync(path, TestServer.Token);

        Assert.DoesNotContain("SQLite", await response.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
    }

    [GeneratedRegex("<script[^>]*src=\"([^\"]+)\"")]
    private static partial Regex Source();
}
