using System.Text.Json.Nodes;
using Infill.Cli;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Api;

/// <summary>One edit through the command line and every dialect, judged by the gate each time, gives the same pixels.</summary>
public sealed class FiveWaysTests
{
    private const int Seed = 4;

    private static readonly PixelRect Hole = new(20, 15, 18, 16);

    [Fact]
    public async Task Edit_ThroughEveryWay_HasOneHash()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var folder = new TemporaryFolder();
        byte[] photo = TestServer.Photo(72, 60);
        await File.WriteAllBytesAsync(folder.File("in.png"), photo, TestServer.Token);

        string[] hashes =
        [
            CommandLineHash(folder),
            await NativeAsync(server, photo, ""),
            await NativeAsync(server, photo, ", \"attempts\": 1"),
            await OpenAiAsync(server, photo),
            await AutomaticAsync(server, photo),
            await AgentAsync(server, photo),
        ];

        Assert.Single(hashes.Distinct());
        Assert.NotEqual(ImageFile.Load(photo, null, TestServer.Token).ComputeHash(), hashes[0]);
    }

    private static string CommandLineHash(TemporaryFolder folder)
    {
        using var error = new StringWriter();
        int code = CommandLine.Run(
            ["fill", folder.File("in.png"), "--no-settings", "--mask", $"rect:{Hole.X},{Hole.Y},{Hole.Width},{Hole.Height}", "--seed", $"{Seed}", "--output", folder.File("out.png")], TextWriter.Null, error);
        Assert.True(code == 0, error.ToString());
        return ImageFile.Load(folder.File("out.png"), null, TestServer.Token).ComputeHash();
    }

    private static async Task<string> NativeAsync(TestServer server, byte[] photo, string more)
    {
        string job = $$$"""{"workflow": "fill", "seed": {{{Seed}}}, "mask": {"expression": "rect:{{{Hole.X}}},{{{Hole.Y}}},{{{Hole.Width}}},{{{Hole.Height}}}"}{{{more}}}}""";
        using HttpResponseMessage response = await server.PostFormAsync(job, photo, "?wait=60");
        JsonNode output = (await TestServer.ReadAsync(response))["outputs"]![0]!;
        Assert.NotNull(output["verdict"]);
        return (string)output["pixel_sha256"]!;
    }

    private static async Task<string> OpenAiAsync(TestServer server, byte[] photo)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("patch"), "model" },
            { new StringContent("the same"), "prompt" },
            { new StringContent($"{Seed}"), "seed" },
            { new ByteArrayContent(photo), "image", "photo.png" },
            { new ByteArrayContent(EditMask.Png(72, 60, Hole)), "mask", "mask.png" },
        };
        using HttpResponseMessage response = await server.Client.PostAsync("/v1/images/edits", form, TestServer.Token);
        return HashOf(Convert.FromBase64String((string)(await TestServer.ReadAsync(response))["data"]![0]!["b64_json"]!));
    }

    private static async Task<string> AutomaticAsync(TestServer server, byte[] photo)
    {
        var hole = new Mask(new PixelSize(72, 60), Hole);
        hole.Values.AsSpan().Fill(1f);
        string mask = Convert.ToBase64String(ImageFile.Encode(MaskImage.ToImage16(hole), FileFormat.Png));
        using HttpResponseMessage response = await server.PostJsonAsync(
            "/sdapi/v1/img2img", $$$"""{"init_images": ["{{{Convert.ToBase64String(photo)}}}"], "mask": "{{{mask}}}", "mask_blur": 0, "seed": {{{Seed}}}}""");
        return HashOf(Convert.FromBase64String((string)(await TestServer.ReadAsync(response))["images"]![0]!));
    }

    private static async Task<string> AgentAsync(TestServer server, byte[] photo)
    {
        await using McpClient client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }), cancellationToken: TestServer.Token);
        async Task<CallToolResult> CallAsync(string tool, Dictionary<string, object?> arguments) => await client.CallToolAsync(tool, arguments, cancellationToken: TestServer.Token);
        static string Read(CallToolResult result, string name) => result.StructuredContent!.Value.GetProperty(name).GetString()!;

        string image = Read(await CallAsync("load_image", new() { ["base64"] = Convert.ToBase64String(photo) }), "image");
        string mask = Read(await CallAsync("propose_mask", new() { ["image"] = image, ["box"] = new[] { Hole.X, Hole.Y, Hole.Width, Hole.Height } }), "mask");
        CallToolResult edit = await CallAsync("remove_object", new() { ["image"] = image, ["mask"] = mask, ["grow"] = 0, ["seed"] = Seed });
        string hash = HashOf(edit.Content.OfType<ImageContentBlock>().Single().DecodedData.ToArray());
        Assert.Equal(Read(edit, "pixel_sha256"), hash);
        return hash;
    }

    private static string HashOf(byte[] file) => ImageFile.Load(file, null, TestServer.Token).ComputeHash();
}
