using System.Net;
using Infill.Server.Security;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Security;

/// <summary>What a key may do, and which pages may read answers.</summary>
public sealed class ScopeTests
{
    private const string Page = "https://edit.example";

    [Theory]
    [InlineData(1, true, false, false)]
    [InlineData(2, false, true, false)]
    [InlineData(4, false, false, true)]
    [InlineData(1 | 2, true, true, false)]
    [InlineData(7, true, true, true)]
    public async Task Key_WithScopes_DoesWhatTheyAllow(int scope, bool reads, bool writes, bool callsTools)
    {
        await using TestServer server = await TestServer.StartAsync();
        string key = new KeyFile(Path.Combine(server.Folder, "data"), server.Clock).Add("alice", (KeyScope)scope, expires: null);
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        server.Client.DefaultRequestHeaders.Accept.ParseAdd("application/json, text/event-stream");

        using HttpResponseMessage read = await server.Client.GetAsync("/v1/jobs", TestServer.Token);
        using HttpResponseMessage written = await server.PostFormAsync(TestServer.Job(), TestServer.Photo());
        using HttpResponseMessage called = await server.PostJsonAsync("/mcp", """{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}""");

        Assert.Equal((reads, writes, callsTools), (read.IsSuccessStatusCode, written.IsSuccessStatusCode, called.IsSuccessStatusCode));
        Assert.All([read, written, called], answer => Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Forbidden, $"{answer.StatusCode}"));
    }

    [Fact]
    public async Task Page_OfANamedOrigin_MayAskFirstAndReadAnswers()
    {
        await using TestServer server = await TestServer.StartAsync(origins: [Page]);
        using var question = new HttpRequestMessage(HttpMethod.Options, "/v1/jobs");
        question.Headers.Add("Origin", Page);
        question.Headers.Add("Access-Control-Request-Method", "POST");

        using HttpResponseMessage preflight = await server.Client.SendAsync(question, TestServer.Token);
        server.Client.DefaultRequestHeaders.Add("Origin", Page);
        using HttpResponseMessage answer = await server.PostFormAsync(TestServer.Job(), TestServer.Photo());
        using HttpResponseMessage refused = await server.PostJsonAsync("/v1/jobs", "{}");

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Contains("Authorization", preflight.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.All([preflight, answer, refused], response => Assert.Equal([Page], response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (answer.StatusCode, refused.StatusCode));
    }

    [Theory]
    [InlineData("https://other.example", 403)]
    [InlineData("null", 403)]
    [InlineData(null, 405)]
    public async Task Page_OfAnotherOrigin_GetsNoLeave(string? origin, int status)
    {
        await using TestServer server = await TestServer.StartAsync(origins: [Page]);
        using var question = new HttpRequestMessage(HttpMethod.Options, "/v1/jobs");
        question.Headers.Add("Access-Control-Request-Method", "POST");
        if (origin is not null)
        {
            question.Headers.Add("Origin", origin);
        }

        using HttpResponseMessage answer = await server.Client.SendAsync(question, TestServer.Token);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }
}
