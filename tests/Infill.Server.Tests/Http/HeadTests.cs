using System.Net;
using System.Text.Json.Nodes;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Http;

/// <summary>What can be got can be asked for its head alone, as watchers and download managers do; parts of a form come once.</summary>
public sealed class HeadTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task Head_OfWhatCanBeGot_IsTheSameWithoutTheBody()
    {
        JsonNode job = await _server.AcceptAsync(TestServer.Job(), "?wait=30");
        string result = (string)job["outputs"]![0]!["url"]!;
        foreach (string path in (string[])["/health", "/health/live", "/health/ready", "/v1/jobs", $"/v1/jobs/{job["id"]}", "/v1/engines", "/openapi.json", result])
        {
            using HttpResponseMessage whole = await _server.Client.GetAsync(path, TestServer.Token);
            using HttpResponseMessage head = await HeadAsync(path);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (whole.StatusCode, head.StatusCode));
            Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
            Assert.True(head.Content.Headers.ContentLength is null || head.Content.Headers.ContentLength == (await whole.Content.ReadAsByteArrayAsync(TestServer.Token)).Length, path);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestServer.Token));
        }
    }

    [Theory]
    [InlineData("/v1/jobs/00000000000000000000000000000000", HttpStatusCode.NotFound)]
    [InlineData("/v1/jobs/00000000000000000000000000000000/events", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/v1/images", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Head_OfWhatCannotBeGot_SaysSo(string path, HttpStatusCode expected)
    {
        using HttpResponseMessage head = await HeadAsync(path);

        Assert.Equal(expected, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestServer.Token));
    }

    [Theory]
    [InlineData("job")]
    [InlineData("image")]
    [InlineData("mask")]
    public async Task Post_FormWithAPartTwice_IsRefusedAndLeavesNothing(string twice)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(TestServer.Job()), "job" },
            { new ByteArrayContent(TestServer.Photo(seed: 77)), "image", "a.png" },
            { new ByteArrayContent(TestServer.Photo(seed: 78)), "mask", "b.png" },
        };
        form.Add(twice == "job" ? new StringContent(TestServer.Job()) : new ByteArrayContent(TestServer.Photo(seed: 79)), twice, "c.png");

        using HttpResponseMessage response = await _server.Client.PostAsync("/v1/jobs", form, TestServer.Token);
        JsonNode problem = await TestServer.ReadAsync(response);

        Assert.Equal((HttpStatusCode.BadRequest, "/problems/malformed"), (response.StatusCode, (string)problem["type"]!));
        Assert.Contains($"'{twice}' more than once", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> HeadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        return await _server.Client.SendAsync(request, TestServer.Token);
    }
}
