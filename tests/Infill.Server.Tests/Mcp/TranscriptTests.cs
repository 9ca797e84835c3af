using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Mcp;

/// <summary>A whole conversation as an agent sees it, in docs/mcp-transcript.md. INFILL_APPROVE=1 writes the file anew.</summary>
public sealed partial class TranscriptTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new("# A conversation with the tools\n\nWritten by the tests; handles, hashes and times are shortened. See [mcp.md](mcp.md).\n");
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    [Fact]
    public async Task Transcript_OfARemoval_IsTheApprovedText()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }),
            cancellationToken: TestServer.Token);
        byte[] photo = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", "coffee.png"), TestServer.Token);

        string image = (string)(await SayAsync(client, "load_image", new() { ["base64"] = Convert.ToBase64String(photo) }))["image"]!;
        await SayAsync(client, "propose_mask", new() { ["image"] = image, ["box"] = new[] { 0, 0, 5 } });
        string mask = (string)(await SayAsync(client, "propose_mask", new() { ["image"] = image, ["expression"] = "ellipse:90%,85%,4%,5%" }))["mask"]!;
        mask = (string)(await SayAsync(client, "edit_mask", new() { ["image"] = image, ["mask"] = mask, ["operation"] = "grow", ["pixels"] = 3 }))["mask"]!;
        await SayAsync(client, "plan_edit", new() { ["workflow"] = "remove", ["image"] = image, ["mask"] = mask });
        await SayAsync(client, "replace_region", new() { ["image"] = image, ["mask"] = mask, ["prompt"] = "a biscuit" });
        JsonNode edited = await SayAsync(client, "remove_object", new() { ["image"] = image, ["mask"] = mask });
        JsonNode difference = await SayAsync(client, "compare", new() { ["before"] = image, ["after"] = (string)edited["image"]! });

        Assert.Equal(image, (string)(await SayAsync(client, "undo", new() { ["image"] = (string)edited["image"]! }))["image"]!);
        await SayAsync(client, "refine", new() { ["image"] = (string)edited["image"]! });
        string cup = (string)(await SayAsync(client, "propose_mask", new() { ["image"] = image, ["expression"] = "ellipse:52%,43%,22%,30%" }))["mask"]!;
        JsonNode swapped = await SayAsync(client, "swap_background", new() { ["image"] = image, ["mask"] = cup, ["background"] = "white", ["canvas"] = "square" });

        Assert.Equal(0, (int)swapped["proof"]!["changed_pixels"]!);
        Assert.Contains((string)edited["status"]!, (string[])["completed", "degraded"]);
        Assert.InRange((int)difference["area"]!["filled_pixels"]!, 1000, 20_000);
        string path = Path.Combine(Repository.Root, "docs", "mcp-transcript.md");
        if (Environment.GetEnvironmentVariable("INFILL_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, _text.ToString(), TestServer.Token);
        }

        Assert.Equal(File.Exists(path) ? await File.ReadAllTextAsync(path, TestServer.Token) : "missing; run with INFILL_APPROVE=1 and review it", _text.ToString(), ignoreLineEndingDifferences: true);
    }

    private async Task<JsonNode> SayAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        CallToolResult result = await client.CallToolAsync(tool, arguments, cancellationToken: TestServer.Token);
        JsonNode answer = JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!;
        string asked = JsonSerializer.Serialize(arguments.ToDictionary(pair => pair.Key, pair => pair.Key == "base64" ? "…" : pair.Value), Readable);
        _text.Append($"\n## {tool}\n\n```json\n{Shorten(tool, asked)}\n```\n\n{(result.IsError == true ? "fails with" : "answers")}\n\n```json\n{Shorten(tool, answer.ToJsonString(Readable))}\n```\n");
        foreach (ImageContentBlock picture in result.Content.OfType<ImageContentBlock>())
        {
            _text.Append($"\nand a picture to look at: {picture.MimeType}, {ImageFile.ReadHeader(picture.DecodedData).Size}.\n");
        }

        return answer;
    }

    // What differs from run to run, or from machine to machine, has names instead.
    private string Shorten(string tool, string json)
    {
        json = Handle().Replace(json, match => _names.TryGetValue(match.Value, out string? name) ? name : _names[match.Value] = $"\"#{_names.Count + 1}\"");
        json = Measured().Replace(json, "\"$1\": …");
        return tool == "compare" ? Counted().Replace(json, "\"$1\": …") : json;
    }

    [GeneratedRegex("\"[0-9a-f]{32}(?:[0-9a-f]{32})?\"")]
    private static partial Regex Handle();

    [GeneratedRegex("\"(seconds|expires|value|probability|probability_before|probability_after)\": [^,\\n]+")]
    private static partial Regex Measured();

    [GeneratedRegex("\"(filled_pixels|regions)\": [0-9]+")]
    private static partial Regex Counted();
}
