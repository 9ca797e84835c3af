using System.Text;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Mcp;

/// <summary>Whole files, the guide and the prompt, in both revisions of the protocol, by the official client.</summary>
public sealed class ResourceTests
{
    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Client_OfEitherRevision_EditsAndGetsTheWholeFile(string revision)
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server, revision);
        byte[] photo = ImageFile.Encode(Pictures.Noise(48, 40).WithMetadata(new ImageMetadata { Xmp = Encoding.UTF8.GetBytes("<a>a note</a>") }), FileFormat.Png);

        string image = Read(await CallAsync(client, "load_image", new() { ["base64"] = Convert.ToBase64String(photo) }), "image");
        string mask = Read(await CallAsync(client, "propose_mask", new() { ["image"] = image, ["box"] = new[] { 20, 15, 8, 6 } }), "mask");
        CallToolResult edit = await CallAsync(client, "remove_object", new() { ["image"] = image, ["mask"] = mask });

        Assert.Equal(revision, client.NegotiatedProtocolVersion);
        ResourceLinkBlock link = edit.Content.OfType<ResourceLinkBlock>().Single();
        Assert.Equal($"infill://images/{Read(edit, "image")}", link.Uri);
        ReadResourceResult whole = await client.ReadResourceAsync(link.Uri, cancellationToken: TestServer.Token);
        byte[] file = ((BlobResourceContents)whole.Contents[0]).DecodedData.ToArray();
        Assert.Equal(link.Size, file.Length);
        Assert.Equal(Read(edit, "pixel_sha256"), ImageFile.Load(file, null, TestServer.Token).ComputeHash());

        // What a stranger wrote into the photo's file reaches no model, neither in what is shown nor in the whole file.
        Assert.Null(ImageFile.Load(file, null, TestServer.Token).Metadata.Xmp);
        Assert.Null(ImageFile.Load(edit.Content.OfType<ImageContentBlock>().Single().DecodedData, null, TestServer.Token).Metadata.Xmp);
        Assert.Equal(48, ImageFile.LoadMask(((BlobResourceContents)(await client.ReadResourceAsync($"infill://masks/{mask}", cancellationToken: TestServer.Token)).Contents[0]).DecodedData).CountFilled());
    }

    [Fact]
    public async Task Resources_OfAnotherOrOfNobody_AreNotThere()
    {
        await using TestServer server = await TestServer.StartAsync();
        string image = await server.SendImageAsync(TestServer.Photo());
        await using McpClient client = await ConnectAsync(server, "2026-07-28");

        foreach (string uri in (string[])[$"infill://masks/{image}", "infill://images/" + new string('0', 32), "infill://images/../keys", "file:///etc/passwd", "infill://images/"])
        {
            await Assert.ThrowsAnyAsync<McpException>(async () => await client.ReadResourceAsync(uri, cancellationToken: TestServer.Token));
        }
    }

    [Fact]
    public async Task GuideAndPrompt_NameToolsThatThereAre()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server, "2026-07-28");
        string[] tools = [.. (await client.ListToolsAsync(cancellationToken: TestServer.Token)).Select(tool => tool.Name)];

        McpClientResource guide = Assert.Single(await client.ListResourcesAsync(cancellationToken: TestServer.Token));
        string text = ((TextResourceContents)(await client.ReadResourceAsync(guide.Uri, cancellationToken: TestServer.Token)).Contents[0]).Text;
        GetPromptResult prompt = await client.GetPromptAsync("remove_from_photo", new Dictionary<string, object?> { ["picture"] = "beach.jpg", ["thing"] = "the red ball" }, cancellationToken: TestServer.Token);
        string words = ((TextContentBlock)prompt.Messages[0].Content).Text;

        Assert.All((string[])["load_image", "propose_mask", "edit_mask", "refine", "undo", "compare", "remove_shadow"], tool => Assert.Contains(tool, tools));
        Assert.All((string[])["load_image", "propose_mask", "edit_mask", "refine", "undo", "compare", "remove_shadow"], tool => Assert.Contains($"`{tool}`", text, StringComparison.Ordinal));
        Assert.All((string[])["beach.jpg", "the red ball", "load_image", "remove_object", "refine"], word => Assert.Contains(word, words, StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<McpException>(async () => await client.GetPromptAsync("remove_from_photo", new Dictionary<string, object?> { ["picture"] = "beach.jpg" }, cancellationToken: TestServer.Token));
        await Assert.ThrowsAnyAsync<McpException>(async () => await client.GetPromptAsync("none", cancellationToken: TestServer.Token));
    }

    [Fact]
    public async Task Stream_ThatTheClientCloses_CancelsTheEdit()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server, "2026-07-28");
        string image = Read(await CallAsync(client, "load_image", new() { ["base64"] = Convert.ToBase64String(TestServer.Photo()) }), "image");
        string mask = Read(await CallAsync(client, "propose_mask", new() { ["image"] = image, ["box"] = new[] { 20, 15, 8, 6 } }), "mask");
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(TestServer.Token);

        Task<CallToolResult> edit = client.CallToolAsync(
            "remove_object", new Dictionary<string, object?> { ["image"] = image, ["mask"] = mask, ["engine"] = WaitingEngine.Name }, cancellationToken: closing.Token).AsTask();
        await server.BegunAsync();
        await closing.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => edit);
        Assert.Equal("cancelled", (string)(await server.WaitAsync((await server.GetAsync("/v1/jobs"))["jobs"]![0]!))["state"]!);
    }

    private static Task<McpClient> ConnectAsync(TestServer server, string revision) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }),
        new McpClientOptions { ProtocolVersion = revision },
        cancellationToken: TestServer.Token);

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) => await client.CallToolAsync(tool, arguments, cancellationToken: TestServer.Token);

    private static string Read(CallToolResult result, string name) => result.StructuredContent!.Value.GetProperty(name).GetString()!;
}
