using System.Net;
using System.Text.Json.Nodes;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Http;

/// <summary>The disk fails under a running server: it says so, refuses, and loses nothing that it had accepted.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Post_WhileFilesCannotBeWritten_Is503AndWorksAgainAfterwards()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode before = await server.AcceptAsync(TestServer.Job(), "?wait=30");
        string incoming = Path.Combine(server.Folder, "data", "incoming");
        Directory.Delete(incoming);

        using HttpResponseMessage refused = await server.PostFormAsync(TestServer.Job(), TestServer.Photo(seed: 2));
        JsonNode problem = await TestServer.ReadAsync(refused);
        Directory.CreateDirectory(incoming);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/storage"), (refused.StatusCode, (string)problem["type"]!));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.DoesNotContain(server.Folder, problem.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEmpty(server.Log);
        Assert.Equal("succeeded", (string)(await server.GetAsync($"/v1/jobs/{before["id"]}"))["state"]!);
        Assert.Equal("succeeded", (string)(await server.AcceptAsync(TestServer.Job(), "?wait=30"))["state"]!);
    }

    [Fact]
    public async Task Post_WhileTheDatabaseIsHeldByAnother_Is503AndTheRunningJobStillEnds()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode running = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        await server.BegunAsync();
        await using (await server.HoldDatabaseAsync())
        {
            using HttpResponseMessage refused = await server.PostFormAsync(TestServer.Job(), TestServer.Photo(seed: 2));
            server.Gate.Open();
            JsonNode seen = await server.GetAsync($"/v1/jobs/{running["id"]}");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("running", (string)seen["state"]!);
        }

        Assert.Equal("succeeded", (string)(await server.WaitAsync(running))["state"]!);
        Assert.Equal("succeeded", (string)(await server.AcceptAsync(TestServer.Job(), "?wait=30"))["state"]!);
    }

    [Fact]
    public async Task EveryAnswer_HasTheHeadersThatKeepBrowsersOut()
    {
        await using TestServer server = await TestServer.StartAsync();
        foreach (string path in (string[])["/health", "/v1/jobs", "/v1/nothing", "/openapi.json"])
        {
            using HttpResponseMessage response = await server.Client.GetAsync(path, TestServer.Token);
            Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
            Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal(["same-origin"], response.Headers.GetValues("Cross-Origin-Resource-Policy"));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Post_FormOfAForeignPage_StartsNoJob()
    {
        await using TestServer server = await TestServer.StartAsync();
        foreach ((string header, string value) in ((string, string)[])[("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Origin", "null")])
        {
            server.Client.DefaultRequestHeaders.Clear();
            server.Client.DefaultRequestHeaders.Add(header, value);
            using HttpResponseMessage response = await server.PostFormAsync(TestServer.Job(), TestServer.Photo());
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        server.Client.DefaultRequestHeaders.Clear();
        Assert.Empty((await server.GetAsync("/v1/jobs"))["jobs"]!.AsArray());
    }
}
