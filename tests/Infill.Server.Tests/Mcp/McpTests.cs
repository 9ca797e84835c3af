using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Security;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Mcp;

/// <summary>The official MCP client for C# works against the server, over HTTP and over stdio.</summary>
public sealed class McpTests
{
    private static CancellationToken Token => TestServer.Token;

    [Fact]
    public async Task Conversation_OverHttp_EndsInAnEditedPicture()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server);

        await ConverseAsync(client, new() { ["base64"] = Convert.ToBase64String(TestServer.Photo()) });
    }

    [Fact]
    public async Task Conversation_OverStdio_ReadsAndWritesBelowTheOpenFolderOnly()
    {
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["open"]);
        File.WriteAllBytes(folder["open/in.png"], TestServer.Photo());
        File.WriteAllBytes(folder["secret.png"], TestServer.Photo());
        await using McpClient client = await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions
            {
                Name = "infill",
                Command = "dotnet",
                Arguments = [Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll"), "mcp", "--no-settings", "--root", folder["open"]],
            }),
            cancellationToken: Token);

        string edited = await ConverseAsync(client, new() { ["path"] = "in.png" });
        JsonNode saved = await CallAsync(client, "save_image", new() { ["image"] = edited, ["path"] = "out.png" });

        Assert.Equal(new PixelSize(48, 40), ImageFile.ReadHeader((string)saved["path"]!).Size);
        Assert.True(File.Exists(folder["open/out.png"]));
        foreach ((string tool, string path) in ((string, string)[])
            [("load_image", "../secret.png"), ("load_image", folder["secret.png"]), ("load_image", "none.png"), ("save_image", "out.png"), ("save_image", "../new.png"), ("save_image", "new.txt"), ("save_image", "no/new.png")])
        {
            Dictionary<string, object?> arguments = new() { ["path"] = path };
            if (tool == "save_image")
            {
                arguments["image"] = edited;
            }

            Assert.True(await FailsAsync(client, tool, arguments), $"{tool} {path}");
        }

        Assert.False(File.Exists(folder["new.png"]));
    }

    [Fact]
    public async Task LinkOutOfTheOpenFolder_IsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["open"]);
        File.CreateSymbolicLink(folder["open/link.png"], folder["photo.png"]);
        Directory.CreateSymbolicLink(folder["open/up"], folder.Root);
        var open = new Infill.Server.Mcp.OpenFolders([folder["open"]]);

        Assert.All((string[])["link.png", "up/photo.png"], path => Assert.Contains(
            "outside the folders", Assert.Throws<Infill.Server.Running.ProblemException>(() => open.RequireReadable(path)).Message, StringComparison.Ordinal));
        Assert.Throws<Infill.Server.Running.ProblemException>(() => open.RequireWritable("up/new.png"));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Tools_List_IsTheApprovedText()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server);
        IList<McpClientTool> tools = await client.ListToolsAsync(cancellationToken: Token);
        var list = new JsonArray([.. tools.Select(tool => new JsonObject
        {
            ["name"] = tool.Name,
            ["description"] = tool.Description,
            ["readOnly"] = tool.ProtocolTool.Annotations!.ReadOnlyHint,
            ["arguments"] = JsonNode.Parse(tool.JsonSchema.GetRawText()),
        })]);
        string received = list.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        string path = Path.Combine(Repository.Root, "docs", "mcp-tools.json");
        if (Environment.GetEnvironmentVariable("INFILL_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, received, Token);
        }

        Assert.Equal(File.Exists(path) ? await File.ReadAllTextAsync(path, Token) : "missing; run with INFILL_APPROVE=1 and review it", received, ignoreLineEndingDifferences: true);
        Assert.All(tools, tool => Assert.NotNull(tool.ProtocolTool.OutputSchema));
    }

    [Fact]
    public async Task Call_WhatCannotBe_IsAnErrorWithAReasonAndANextStep()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server);
        string image = (string)(await CallAsync(client, "load_image", new() { ["base64"] = Convert.ToBase64String(TestServer.Photo()) }))["image"]!;
        string mask = (string)(await CallAsync(client, "propose_mask", new() { ["image"] = image, ["box"] = new[] { 20, 15, 8, 6 } }))["mask"]!;

        foreach ((string tool, Dictionary<string, object?> arguments) in ((string, Dictionary<string, object?>)[])
        [
            ("load_image", new()),
            ("load_image", new() { ["path"] = "/etc/passwd" }),
            ("load_image", new() { ["base64"] = "AAAA" }),
            ("describe_image", new() { ["image"] = new string('0', 32) }),
            ("describe_image", new() { ["picture"] = image }),
            ("propose_mask", new() { ["image"] = image }),
            ("propose_mask", new() { ["image"] = image, ["box"] = new[] { 1, 2 } }),
            ("propose_mask", new() { ["image"] = image, ["expression"] = "color:#010203~0" }),
            ("propose_mask", new() { ["image"] = image, ["expression"] = "mask.png" }),
            ("remove_object", new() { ["image"] = image, ["mask"] = image }),
            ("replace_region", new() { ["image"] = image, ["mask"] = mask, ["prompt"] = "a cat" }),
            ("extend_image", new() { ["image"] = image }),
            ("job_status", new() { ["job"] = "none" }),
        ])
        {
            Assert.True(await FailsAsync(client, tool, arguments), tool);
        }
    }

    [Fact]
    public async Task Endpoint_WithKeysOrForAForeignPage_LetsNobodyIn()
    {
        await using TestServer server = await TestServer.StartAsync();
        const string List = """{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}""";
        server.Client.DefaultRequestHeaders.Add("Origin", "http://evil.example");
        using HttpResponseMessage foreign = await server.PostJsonAsync("/mcp", List);
        server.Client.DefaultRequestHeaders.Clear();
        new KeyFile(Path.Combine(server.Folder, "data"), server.Clock).Add("alice", readOnly: false);
        using HttpResponseMessage locked = await server.PostJsonAsync("/mcp", List);

        Assert.Equal((System.Net.HttpStatusCode.Forbidden, System.Net.HttpStatusCode.Unauthorized), (foreign.StatusCode, locked.StatusCode));
    }

    [Fact]
    public async Task Edit_ThatTakesItsTime_TellsHowFarItIsAndCanBeCancelled()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await ConnectAsync(server);
        string image = (string)(await CallAsync(client, "load_image", new() { ["base64"] = Convert.ToBase64String(TestServer.Photo()) }))["image"]!;
        string mask = (string)(await CallAsync(client, "propose_mask", new() { ["image"] = image, ["expression"] = "rect:20,15,8,6" }))["mask"]!;
        var told = new TaskCompletionSource<string>();
        var progress = new Telling(value => told.TrySetResult(value.Message ?? ""));

        Task<CallToolResult> edit = client.CallToolAsync(
            "remove_object", new Dictionary<string, object?> { ["image"] = image, ["mask"] = mask, ["engine"] = WaitingEngine.Name }, progress, cancellationToken: Token).AsTask();
        await server.BegunAsync();
        JsonNode job = (await server.GetAsync("/v1/jobs"))["jobs"]![0]!;
        JsonNode running = await CallAsync(client, "job_status", new() { ["job"] = (string)job["id"]! });
        await CallAsync(client, "cancel_job", new() { ["job"] = (string)job["id"]! });
        CallToolResult end = await edit;

        Assert.Equal("running", (string)running["status"]!);
        Assert.NotEmpty(await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.True(end.IsError);
        Assert.Equal("cancelled", (string)(await server.WaitAsync(job))["state"]!);
    }

    private static async Task<string> ConverseAsync(McpClient client, Dictionary<string, object?> source)
    {
        Assert.Contains("patch", (await CallAsync(client, "list_engines", []))["engines"]!.AsArray().Select(engine => (string)engine!["name"]!));
        JsonNode loaded = await CallAsync(client, "load_image", source);
        string image = (string)loaded["image"]!;
        (JsonNode mask, byte[]? preview) = await LookAsync(client, "propose_mask", new() { ["image"] = image, ["box"] = new[] { 20, 15, 8, 6 } });
        JsonNode plan = await CallAsync(client, "plan_edit", new() { ["workflow"] = "fill", ["image"] = image, ["mask"] = (string)mask["mask"]! });
        (JsonNode edit, byte[]? picture) = await LookAsync(client, "remove_object", new() { ["image"] = image, ["mask"] = (string)mask["mask"]!, ["seed"] = 3 });
        JsonNode difference = await CallAsync(client, "compare", new() { ["before"] = image, ["after"] = (string)edit["image"]! });
        (_, byte[]? shown) = await LookAsync(client, "describe_image", new() { ["image"] = (string)edit["image"]! });

        Assert.Equal((48, 40, "png"), ((int)loaded["width"]!, (int)loaded["height"]!, (string)loaded["format"]!));
        Assert.Equal((48, 1), ((int)mask["area"]!["filled_pixels"]!, (int)mask["area"]!["regions"]!));
        Assert.Equal(new PixelSize(48, 40), ImageFile.ReadHeader(preview!).Size);
        Assert.Equal("[20,15,8,6]", plan["regions"]![0]!["hole"]!.ToJsonString());
        Assert.Contains((string)edit["status"]!, (string[])["completed", "degraded"]);
        Assert.Equal((string)edit["pixel_sha256"]!, ImageFile.Load(picture!, null, Token).ComputeHash());
        Assert.Equal(picture, shown);
        Assert.InRange((int)difference["area"]!["filled_pixels"]!, 24, 200);
        return (string)edit["image"]!;
    }

    private static Task<McpClient> ConnectAsync(TestServer server) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }), cancellationToken: Token);

    private static async Task<JsonNode> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) => (await LookAsync(client, tool, arguments)).Answer;

    private static async Task<(JsonNode Answer, byte[]? Picture)> LookAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        CallToolResult result = await client.CallToolAsync(tool, arguments, cancellationToken: Token);
        JsonNode answer = JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!;
        Assert.True(result.IsError != true, $"{tool}: {answer.ToJsonString()}");
        Assert.Equal(answer.ToJsonString(), JsonNode.Parse(((TextContentBlock)result.Content[0]).Text)!.ToJsonString());
        return (answer, result.Content.OfType<ImageContentBlock>().FirstOrDefault()?.DecodedData.ToArray());
    }

    private static async Task<bool> FailsAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        CallToolResult result = await client.CallToolAsync(tool, arguments, cancellationToken: Token);
        JsonNode answer = JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!;
        return result.IsError == true && (string)answer["status"]! == "failed"
            && !string.IsNullOrEmpty((string?)answer["reason"]) && !string.IsNullOrEmpty((string?)answer["next_step"]);
    }

    private sealed class Telling(Action<ModelContextProtocol.ProgressNotificationValue> tell) : IProgress<ModelContextProtocol.ProgressNotificationValue>
    {
        public void Report(ModelContextProtocol.ProgressNotificationValue value) => tell(value);
    }
}
