using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Security;
using Infill.Server.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Mcp;

/// <summary>Over HTTP tools are the key's: handles of the tools and ids of the API are one and the same, and nobody else's.</summary>
public sealed class McpOwnerTests
{
    private static CancellationToken Token => TestServer.Token;

    [Fact]
    public async Task Handles_OfOneKey_AreTheApisIdsAndUnknownToAnother()
    {
        await using TestServer server = await TestServer.StartAsync();
        var keys = new KeyFile(Path.Combine(server.Folder, "data"), server.Clock);
        (string alice, string bob) = (keys.Add("alice", readOnly: false), keys.Add("bob", readOnly: false));
        await using McpClient ofAlice = await ConnectAsync(server, alice), ofBob = await ConnectAsync(server, bob);
        CallToolResult loaded = await ofAlice.CallToolAsync(
            "load_image", new Dictionary<string, object?> { ["base64"] = Convert.ToBase64String(TestServer.Photo()) }, cancellationToken: Token);
        string image = (string)JsonNode.Parse(loaded.StructuredContent!.Value.GetRawText())!["image"]!;
        Dictionary<string, object?> look = new() { ["image"] = image };

        CallToolResult foreign = await ofBob.CallToolAsync("describe_image", look, cancellationToken: Token);
        CallToolResult own = await ofAlice.CallToolAsync("describe_image", look, cancellationToken: Token);
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", alice);
        JsonNode record = await server.GetAsync($"/v1/images/{image}");

        Assert.True(foreign.IsError);
        Assert.NotEqual(true, own.IsError);
        Assert.Equal(48, (int)record["width"]!);
        Assert.Equal(ImageFile.Load(TestServer.Photo(), null, Token).ComputeHash(), ImageFile.Load(own.Content.OfType<ImageContentBlock>().Single().DecodedData, null, Token).ComputeHash());
    }

    [Fact]
    public async Task Edit_ThroughATool_HasThePixelsOfTheSameJob()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server, "none");
        string image = await server.SendImageAsync(TestServer.Photo());
        using HttpResponseMessage drawn = await server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "rect:20,15,8,6"}}""");
        string mask = (string)(await TestServer.ReadAsync(drawn))["id"]!;

        CallToolResult edit = await client.CallToolAsync("remove_object", new Dictionary<string, object?> { ["image"] = image, ["mask"] = mask, ["seed"] = 4 }, cancellationToken: Token);
        JsonNode native = await server.AcceptAsync("""{"workflow": "remove", "seed": 4, "mask": {"expression": "rect:20,15,8,6"}}""", "?wait=60");

        string expected = (string)native["outputs"]![0]!["pixel_sha256"]!;
        Assert.Equal(expected, (string)JsonNode.Parse(edit.StructuredContent!.Value.GetRawText())!["pixel_sha256"]!);
        Assert.Equal(expected, ImageFile.Load(edit.Content.OfType<ImageContentBlock>().Single().DecodedData, null, Token).ComputeHash());
    }

    [Theory]
    [InlineData("GET", "/mcp")]
    [InlineData("DELETE", "/mcp")]
    [InlineData("PUT", "/mcp")]
    public async Task Endpoint_MethodThatItDoesNotHave_IsRefused(string method, string path)
    {
        await using TestServer server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response = await server.Client.SendAsync(request, Token);

        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": 5}}""")]
    public async Task Endpoint_MessageOfAnotherForm_IsRefusedAndNoFault(string message)
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Client.DefaultRequestHeaders.Accept.ParseAdd("application/json, text/event-stream");

        using HttpResponseMessage response = await server.PostJsonAsync("/mcp", message);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty(server.Log);
    }

    private static Task<McpClient> ConnectAsync(TestServer server, string key) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" },
        }),
        cancellationToken: Token);
}
