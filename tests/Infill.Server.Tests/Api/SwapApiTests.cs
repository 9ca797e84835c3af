using System.Net;
using System.Text.Json.Nodes;
using Infill.Cli;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Backgrounds are swapped over HTTP as on the command line, with the same pixels, proof and measures.</summary>
public sealed class SwapApiTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData("", "{}")]
    [InlineData("--background gradient:white-#c8d0d8@out --canvas square --margin 12", """{"background": "gradient:white-#c8d0d8@out", "canvas": "square", "margin_percent": 12}""")]
    [InlineData("--background none --edges keep", """{"background": "none", "edges": "keep"}""")]
    [InlineData("--background #336699 --shadow none --canvas 120x90", """{"background": "#336699", "shadow": "none", "canvas": "120x90"}""")]
    [InlineData("--background silver --shadow keep --margin 5", """{"background": "silver", "shadow": "keep", "margin_percent": 5}""")]
    public async Task Swap_ThroughBothWays_HasOneHashAndTheSameMeasures(string words, string swap)
    {
        using TemporaryFolder folder = Scene();
        JsonNode line = CommandLineRecord(folder, words);

        JsonNode job = await RunAsync($$"""{"workflow": "swap-background", "swap": {{swap}}}""");

        JsonNode output = job["outputs"]![0]!, expected = line["outputs"]![0]!;
        Assert.Equal(("swap-background", "backdrop"), ((string)job["workflow"]!, (string)job["engine"]!));
        Assert.Equal((string)expected["pixelSha256"]!, (string)output["pixel_sha256"]!);
        Assert.Equal(expected["verdict"]!["measures"]!.ToJsonString(), output["verdict"]!["measures"]!.ToJsonString());
        Assert.Equal((string)expected["status"]! == "done" ? "succeeded" : "degraded", (string)job["state"]!);
        Assert.Equal(((long)expected["proof"]!["keptPixels"]!, 0L), ((long)output["proof"]!["kept_pixels"]!, (long)output["proof"]!["changed_pixels"]!));
        Assert.Equal(line["notes"]?.ToJsonString(), job["notes"]?.ToJsonString());
    }

    [Fact]
    public async Task Swap_ForAPictureHoweverItComes_HasOneHash()
    {
        using TemporaryFolder folder = Scene();
        string expected = (string)CommandLineRecord(folder, "--background table.png")["outputs"]![0]!["pixelSha256"]!;
        string id = await _server.SendImageAsync(ProductFiles.Table), base64 = Convert.ToBase64String(ProductFiles.Table);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("""{"workflow": "swap-background"}"""), "job" },
            { new ByteArrayContent(ProductFiles.Photo), "image", "photo.png" },
            { new ByteArrayContent(ProductFiles.Outline), "mask", "mask.png" },
            { new ByteArrayContent(ProductFiles.Table), "background", "table.png" },
        };
        using HttpResponseMessage sent = await _server.Client.PostAsync("/v1/jobs?wait=60", form, TestServer.Token);

        JsonNode[] jobs =
        [
            await RunAsync($$$"""{"workflow": "swap-background", "swap": {"background_image": {"id": "{{{id}}}"} }}"""),
            await RunAsync($$$"""{"workflow": "swap-background", "swap": {"background_image": {"base64": "{{{base64}}}"} }}"""),
            await TestServer.ReadAsync(sent),
        ];

        Assert.All(jobs, job => Assert.Equal(expected, (string?)job["outputs"]?[0]?["pixel_sha256"]));
        Assert.Contains("The background is 90×60", jobs[0]["notes"]![0]!.ToJsonString().Replace("\\u00D7", "×", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swap_CutOutWithoutMask_IsItsOwnProduct()
    {
        using HttpResponseMessage response = await _server.PostFormAsync("""{"workflow": "swap-background", "swap": {"background": "white"}}""", ProductFiles.CutOut(), "?wait=60");
        using HttpResponseMessage same = await _server.PostFormAsync("""{"workflow": "swap-background", "mask": {"alpha": true}}""", ProductFiles.CutOut(), "?wait=60");

        JsonNode job = await TestServer.ReadAsync(response);
        Assert.Equal("succeeded", (string?)job["state"]);
        Assert.Equal((string)job["outputs"]![0]!["pixel_sha256"]!, (string?)(await TestServer.ReadAsync(same))["outputs"]?[0]?["pixel_sha256"]);
        Image result = ImageFile.Load(await _server.Client.GetByteArrayAsync((string)job["outputs"]![0]!["url"]!, TestServer.Token), null, TestServer.Token);
        Assert.Equal((255, ProductPictures.Draw(ProductPictures.Alpha())[96, 78, 0]), (result[3, 3, 1], result[96, 78, 0]));
    }

    [Theory]
    [InlineData(FileFormat.Jpeg, "none", "png")]
    [InlineData(FileFormat.Jpeg, "white", "jpeg")]
    [InlineData(FileFormat.Webp, "none", "webp")]
    public async Task Swap_WhatTheFormatCannotHold_IsWrittenAsPng(FileFormat source, string background, string written)
    {
        byte[] photo = ImageFile.Encode(ProductPictures.Draw(ProductPictures.Alpha()), source);

        using HttpResponseMessage response = await _server.PostFormAsync($$$"""{"workflow": "swap-background", "swap": {"background": "{{{background}}}"}}""", photo, "?wait=60", ProductFiles.Outline);

        Assert.Equal(written, (string?)(await TestServer.ReadAsync(response))["outputs"]?[0]?["format"]);
    }

    [Fact]
    public async Task Swap_HaloInAKeptMask_IsDegradedWithThePlaceAndTheNextStep()
    {
        using HttpResponseMessage response = await _server.PostFormAsync("""{"workflow": "swap-background", "swap": {"edges": "keep", "shadow": "none"}}""", ProductFiles.Photo, "?wait=60", ProductFiles.Wide);

        JsonNode job = await TestServer.ReadAsync(response);
        Assert.Equal("degraded", (string?)job["state"]);
        Assert.Contains("The check of the product doubts the result: the old background shines", (string)job["reason"]!, StringComparison.Ordinal);
        Assert.Contains("closer to the edge", (string)job["next_step"]!, StringComparison.Ordinal);
        JsonNode halo = job["outputs"]![0]!["verdict"]!["findings"]!.AsArray().Single(finding => (string)finding!["detector"]! == "halo")!;
        Assert.Equal(4, halo["where"]!.AsArray().Count);
    }

    [Fact]
    public async Task Swap_MaskOfANetwork_IsRefinedAsRough()
    {
        string image = await _server.SendImageAsync(ProductFiles.Photo);
        using HttpResponseMessage drawn = await _server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "subject:"}}""");
        string mask = (string)(await TestServer.ReadAsync(drawn))["id"]!;

        string[] hashes = [await HashAsync(""), await HashAsync(""", "edges": "refine" """), await HashAsync(""", "edges": "keep" """)];

        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);

        async Task<string> HashAsync(string edges)
        {
            using HttpResponseMessage response = await _server.PostJsonAsync("/v1/jobs?wait=60", $$$"""{"workflow": "swap-background", "image": {"id": "{{{image}}}"}, "mask": {"id": "{{{mask}}}"}, "swap": {"background": "white"{{{edges}}}}}""");
            return (string)(await TestServer.ReadAsync(response))["outputs"]![0]!["pixel_sha256"]!;
        }
    }

    [Fact]
    public async Task DryRun_Swap_TellsCanvasNotesAndWarningsAndRunsNothing()
    {
        using HttpResponseMessage response = await _server.PostFormAsync(
            $$$"""{"workflow": "swap-background", "dry_run": true, "swap": {"canvas": "300x200", "background_image": {"base64": "{{{Convert.ToBase64String(ProductFiles.Table)}}}"} }}""", ProductFiles.Photo, mask: ProductFiles.Outline);

        JsonNode plan = await TestServer.ReadAsync(response);
        Assert.Equal((HttpStatusCode.OK, "swap-background", 300, 200), (response.StatusCode, (string)plan["workflow"]!, (int)plan["width"]!, (int)plan["height"]!));
        Assert.Contains("scaled to", (string)plan["notes"]![0]!, StringComparison.Ordinal);
        Assert.Contains("enlarged", (string)plan["warnings"]![0]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"workflow": "swap-background", "swap": {"background": "table.jpg"}}""", "swap.background must be")]
    [InlineData("""{"workflow": "swap-background", "swap": {"background": "/etc/passwd"}}""", "background_image")]
    [InlineData("""{"workflow": "swap-background", "swap": {"background": "#12345"}}""", "swap.background must be")]
    [InlineData("""{"workflow": "swap-background", "swap": {"background": "white", "background_image": {"id": "x"}}}""", "exclude each other")]
    [InlineData("""{"workflow": "swap-background", "swap": {"background": "none", "shadow": "contact"}}""", "needs a ground")]
    [InlineData("""{"workflow": "swap-background", "swap": {"background": "prompt:sand", "shadow": "keep"}}""", "say in the prompt")]
    [InlineData("""{"workflow": "swap-background", "swap": {"canvas": "round"}}""", "swap.canvas must be")]
    [InlineData("""{"workflow": "swap-background", "swap": {"margin_percent": 46}}""", "from 0 to 45")]
    [InlineData("""{"workflow": "swap-background", "swap": {"background": "prompt:sand"}}""", "needs an engine that takes text")]
    [InlineData("""{"workflow": "swap-background", "engine": "patch"}""", "without an engine")]
    [InlineData("""{"workflow": "swap-background", "prompt": "sand"}""", "write it as the background")]
    [InlineData("""{"workflow": "swap-background", "attempts": 3}""", "looks at its own result")]
    [InlineData("""{"workflow": "swap-background", "refine": true}""", "looks at its own result")]
    [InlineData("""{"workflow": "fill", "swap": {}}""", "is for the workflow swap-background only")]
    [InlineData("""{"workflow": "swap-background", "swap": {"canvas": "60000x60000"}}""", "at most")]
    [InlineData("""{"workflow": "swap-background", "mask": {"expression": "subject:"}}""", "exactly one")]
    public async Task Swap_WhatCannotBe_IsRefusedWithTheReason(string job, string words)
    {
        using HttpResponseMessage response = await _server.PostFormAsync(job, ProductFiles.Photo, mask: ProductFiles.Outline);

        Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.UnprocessableEntity, HttpStatusCode.RequestEntityTooLarge]);
        Assert.Contains(words, (string)(await TestServer.ReadAsync(response))["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swap_WithoutMaskOrThroughAnEmptyOne_SaysHowToMarkTheProduct()
    {
        using HttpResponseMessage none = await _server.PostFormAsync("""{"workflow": "swap-background"}""", ProductFiles.Photo);
        using HttpResponseMessage all = await _server.PostFormAsync("""{"workflow": "swap-background", "mask": {"expression": "rect:0,0,100%,100%"}}""", ProductFiles.Photo);
        using HttpResponseMessage unknown = await _server.PostFormAsync($$$"""{"workflow": "swap-background", "swap": {"background_image": {"id": "{{{new string('0', 32)}}}"} }}""", ProductFiles.Photo, mask: ProductFiles.Outline);

        Assert.Contains("subject:", (string)(await TestServer.ReadAsync(none))["detail"]!, StringComparison.Ordinal);
        Assert.Contains("nothing to swap", (string)(await TestServer.ReadAsync(all))["detail"]!, StringComparison.Ordinal);
        Assert.Equal((422, 422, 404), ((int)none.StatusCode, (int)all.StatusCode, (int)unknown.StatusCode));
    }

    // A few words must not make the server build a canvas that its memory does not hold.
    [Fact]
    public async Task Swap_CanvasBeyondTheMemoryOfJobs_IsALimitBeforeAnythingIsMade()
    {
        await using TestServer small = await TestServer.StartAsync(new ServerLimits { MemoryBytes = 200L << 20 });

        using HttpResponseMessage response = await small.PostFormAsync("""{"workflow": "swap-background", "swap": {"canvas": "5000x5000"}}""", ProductFiles.Photo, mask: ProductFiles.Outline);

        Assert.Equal((413, "/problems/limit"), ((int)response.StatusCode, (string)(await TestServer.ReadAsync(response))["type"]!));
    }

    private static TemporaryFolder Scene()
    {
        var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("in.png"), ProductFiles.Photo);
        File.WriteAllBytes(folder.File("mask.png"), ProductFiles.Outline);
        File.WriteAllBytes(folder.File("table.png"), ProductFiles.Table);
        return folder;
    }

    private static JsonNode CommandLineRecord(TemporaryFolder folder, string words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] parts = [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "table.png" ? folder.File(word) : word)];
        int code = CommandLine.Run(
            ["swap-background", folder.File("in.png"), "--no-settings", "--json", "--mask", folder.File("mask.png"), "--output", folder.File("out.png"), .. parts], output, error);
        Assert.True(code == 0, error.ToString());
        return JsonNode.Parse(output.ToString())!;
    }

    private async Task<JsonNode> RunAsync(string job)
    {
        using HttpResponseMessage response = await _server.PostFormAsync(job, ProductFiles.Photo, "?wait=60", ProductFiles.Outline);
        JsonNode record = await TestServer.ReadAsync(response);
        Assert.True((string?)record["state"] is "succeeded" or "degraded", record.ToJsonString());
        return record;
    }
}
