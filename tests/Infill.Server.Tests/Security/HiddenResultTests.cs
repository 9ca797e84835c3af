using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Mcp;
using Infill.Server.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Security;

/// <summary>Whatever place of a picture's file hides an instruction, and whatever dialect for models its edit comes through: the produced file does not carry it.</summary>
public sealed class HiddenResultTests
{
    private const string Engine = "smooth";
    private static readonly PixelRect Hole = new(20, 15, 8, 6);

    [Fact]
    public async Task Results_OfEveryDialectForModels_CarryNoTextOfAnyCarrier()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server);
        int edits = 0, fills = 0, tools = 0;
        foreach ((string name, byte[] file) in HiddenText.Files())
        {
            edits += Require(await EditAsync(server, file), $"{name}, OpenAI");
            fills += Require(await FillAsync(server, file), $"{name}, AUTOMATIC1111");
            tools += Require(await RemoveAsync(client, file), $"{name}, tools");
        }

        // A broken profile or a doubled chunk may be refused; every format is among what is not.
        Assert.InRange(Math.Min(edits, fills), 7, int.MaxValue);
        Assert.InRange(tools, 14, int.MaxValue);
    }

    [Fact]
    public async Task Describe_EveryCarrier_QuotesItInOneFieldAndOnlyIfAsked()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server);
        int quoted = 0;
        foreach ((string name, byte[] file) in HiddenText.Files().Where(one => !one.Name.StartsWith("png with a", StringComparison.Ordinal)))
        {
            CallToolResult loaded = await CallAsync(client, "load_image", new() { ["base64"] = Convert.ToBase64String(file) });
            string image = (string)Structured(loaded)["image"]!;

            JsonObject plain = Structured(await CallAsync(client, "describe_image", new() { ["image"] = image }));
            JsonObject asked = Structured(await CallAsync(client, "describe_image", new() { ["image"] = image, ["metadata"] = true }));
            string text = (string)asked["untrusted_metadata"]!;
            asked.Remove("untrusted_metadata");

            Assert.False(plain.ContainsKey("untrusted_metadata"), name);
            Assert.True(JsonNode.DeepEquals(plain, asked), name);
            Assert.True(text.Contains(HiddenText.Marker, StringComparison.Ordinal) && text.Length <= UntrustedText.MostCharacters && !text.Any(char.IsControl), $"{name}: {text}");
            quoted++;
        }

        Assert.InRange(quoted, 7, int.MaxValue);
    }

    private static int Require(IReadOnlyList<byte[]> files, string what)
    {
        foreach (byte[] file in files)
        {
            Image image = ImageFile.Load(file, null, TestServer.Token);
            using var stream = new MemoryStream(file);
            Assert.False(HiddenText.IsIn(file), what);
            Assert.True(image.Metadata.Xmp is null && !ExifText.Read(image.Metadata.Exif).Any(), what);
            Assert.False(image.Metadata.IccProfile is byte[] profile && HiddenText.IsIn(profile), what);
            Assert.DoesNotContain(CommentText.Read(stream), pair => pair.Text.Contains(HiddenText.Marker, StringComparison.Ordinal));
        }

        return files.Count;
    }

    private static string Mask() => Convert.ToBase64String(EditMask.Png(48, 40, Hole));

    private static async Task<IReadOnlyList<byte[]>> EditAsync(TestServer server, byte[] file)
    {
        using HttpResponseMessage response = await server.PostJsonAsync("/v1/images/edits", $$$"""
            {"model": "{{{Engine}}}", "prompt": "x", "images": [{"image_url": "data:image/png;base64,{{{Convert.ToBase64String(file)}}}"}], "mask": {"image_url": "data:image/png;base64,{{{Mask()}}}"}}
            """);
        return (await TestServer.ReadAsync(response))["data"] is JsonArray data ? [Convert.FromBase64String((string)data[0]!["b64_json"]!)] : [];
    }

    private static async Task<IReadOnlyList<byte[]>> FillAsync(TestServer server, byte[] file)
    {
        using HttpResponseMessage response = await server.PostJsonAsync("/sdapi/v1/img2img", $$$"""
            {"init_images": ["{{{Convert.ToBase64String(file)}}}"], "mask": "{{{Convert.ToBase64String(EditMask.White(48, 40, Hole))}}}", "override_settings": {"sd_model_checkpoint": "{{{Engine}}}"}}
            """);
        return (await TestServer.ReadAsync(response))["images"] is JsonArray images ? [Convert.FromBase64String((string)images[0]!)] : [];
    }

    // What is shown, and the whole file that the link leads to.
    private static async Task<IReadOnlyList<byte[]>> RemoveAsync(McpClient client, byte[] file)
    {
        CallToolResult loaded = await CallAsync(client, "load_image", new() { ["base64"] = Convert.ToBase64String(file) });
        if (loaded.IsError == true)
        {
            return [];
        }

        string image = (string)Structured(loaded)["image"]!;
        CallToolResult masked = await CallAsync(client, "propose_mask", new() { ["image"] = image, ["box"] = new[] { 20, 15, 8, 6 } });
        CallToolResult edit = await CallAsync(client, "remove_object", new() { ["image"] = image, ["mask"] = masked.IsError == true ? "" : (string)Structured(masked)["mask"]! });
        if (edit.IsError == true)
        {
            return [];
        }

        ReadResourceResult whole = await client.ReadResourceAsync(edit.Content.OfType<ResourceLinkBlock>().Single().Uri, cancellationToken: TestServer.Token);
        return [edit.Content.OfType<ImageContentBlock>().Single().DecodedData.ToArray(), ((BlobResourceContents)whole.Contents[0]).DecodedData.ToArray()];
    }

    private static Task<McpClient> ConnectAsync(TestServer server) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }), cancellationToken: TestServer.Token);

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        await client.CallToolAsync(tool, arguments, cancellationToken: TestServer.Token);

    private static JsonObject Structured(CallToolResult result) => JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!.AsObject();
}
