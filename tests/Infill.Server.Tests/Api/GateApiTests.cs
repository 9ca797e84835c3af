using System.Net;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Every job is judged by the quality gate, and says what is wrong and where.</summary>
public sealed class GateApiTests
{
    // Grey paint on noise: no eye would let it pass.
    private const string Bad = """{"workflow": "fill", "engine": "waiting", "mask": {"expression": "rect:30,25,30,28"}""";

    [Fact]
    public async Task Job_WhoseFillTheGateDoubts_IsDegradedWithFindingsReasonAndNextStep()
    {
        await using TestServer server = await OpenAsync();

        JsonNode job = await RunAsync(server, Bad + "}");

        Assert.Equal("degraded", (string)job["state"]!);
        Assert.Contains("The quality gate doubts the fill", (string)job["reason"]!, StringComparison.Ordinal);
        Assert.Contains("attempts", (string)job["next_step"]!, StringComparison.Ordinal);
        JsonNode output = job["outputs"]![0]!, verdict = output["verdict"]!;
        Assert.Equal(("degraded", "degraded"), ((string)output["status"]!, (string)verdict["status"]!));
        Assert.True((double)verdict["probability"]! >= (double)verdict["limit"]!);
        Assert.All(verdict["findings"]!.AsArray(), finding => Assert.InRange((double)finding!["probability"]!, 0, 1));
        Assert.Contains(verdict["findings"]!.AsArray(), finding => finding!["where"] is JsonArray { Count: 4 });
        Assert.Empty(verdict["attempts"]!.AsArray());
        Assert.Empty(output["warnings"]!.AsArray());
        Assert.Null(output["heat_map"]);
    }

    [Fact]
    public async Task Job_WithAGoodFill_SucceedsWithItsVerdict()
    {
        await using TestServer server = await OpenAsync();

        JsonNode job = await RunAsync(server, """{"workflow": "fill", "mask": {"expression": "rect:30,25,30,28"}}""");

        Assert.Equal("succeeded", (string)job["state"]!);
        Assert.Null(job["reason"]);
        Assert.Equal("completed", (string)job["outputs"]![0]!["verdict"]!["status"]!);
    }

    [Fact]
    public async Task HeatMap_WhenAskedFor_IsServedToItsOwner()
    {
        await using TestServer server = await OpenAsync();

        JsonNode job = await RunAsync(server, Bad + """, "output": {"heat_map": true}}""");
        byte[] heat = await server.Client.GetByteArrayAsync((string)job["outputs"]![0]!["heat_map"]!, TestServer.Token);

        Image map = ImageFile.Load(heat, null, TestServer.Token);
        Assert.Equal(new PixelSize(96, 80), map.Size);
        Assert.True(IsGrey(map, 2, 2));
        Assert.Contains(Enumerable.Range(0, 96 * 80), i => !IsGrey(map, i % 96, i / 96));
    }

    [Fact]
    public async Task Attempts_UntilOneIsAccepted_GiveOneResultAndTellWhatWasTried()
    {
        await using TestServer server = await OpenAsync();

        JsonNode job = await RunAsync(server, Bad + """, "attempts": 5, "time_budget": 600, "output": {"count": 2}}""");

        Assert.Equal("succeeded", (string)job["state"]!);
        JsonArray attempts = Assert.Single(job["outputs"]!.AsArray())!["verdict"]!["attempts"]!.AsArray();
        Assert.Equal("candidate 1 of 2", (string)attempts[0]!["reason"]!);
        Assert.Equal("patch", (string)attempts.Single(attempt => (bool)attempt!["is_kept"]!)!["engine"]!);
    }

    [Fact]
    public async Task Count_WithoutAttempts_GivesAsManyResultsEachJudged()
    {
        await using TestServer server = await OpenAsync();

        JsonNode job = await RunAsync(server, Bad + """, "output": {"count": 2}}""");

        Assert.Equal(2, job["outputs"]!.AsArray().Count);
        Assert.All(job["outputs"]!.AsArray(), output => Assert.Equal("degraded", (string)output!["verdict"]!["status"]!));
    }

    [Fact]
    public async Task Gate_TurnedOff_JudgesNothing()
    {
        await using TestServer server = await OpenAsync();

        JsonNode job = await RunAsync(server, Bad + """, "gate": false}""");

        Assert.Equal("succeeded", (string)job["state"]!);
        Assert.Null(job["outputs"]![0]!["verdict"]);
    }

    [Theory]
    [InlineData("\"attempts\": 0", "attempts is 0")]
    [InlineData("\"attempts\": 101", "from 1 to 100")]
    [InlineData("\"attempts\": 2, \"time_budget\": 0", "time_budget is 0")]
    [InlineData("\"time_budget\": 5", "give attempts")]
    [InlineData("\"gate\": false, \"attempts\": 2", "judges nothing")]
    [InlineData("\"gate\": false, \"output\": {\"heat_map\": true}", "judges nothing")]
    public async Task Gate_WishesThatDoNotGoTogether_AreRefusedWithTheReason(string wishes, string words)
    {
        await using TestServer server = await OpenAsync();

        using HttpResponseMessage response = await server.PostFormAsync($"{Bad}, {wishes}}}", TestServer.Photo(96, 80));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(words, (string)(await TestServer.ReadAsync(response))["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherDialects_OfTheSameDoubtedFill_SayTheSame()
    {
        await using TestServer server = await OpenAsync();
        byte[] photo = TestServer.Photo(96, 80);
        byte[] hole = EditMask.Png(96, 80, new PixelRect(30, 25, 30, 28));
        string picture = Convert.ToBase64String(photo);

        using HttpResponseMessage openAi = await server.PostJsonAsync("/v1/images/edits", $$$"""
            {"model": "waiting", "prompt": "x", "images": [{"image_url": "data:image/png;base64,{{{picture}}}"}], "mask": {"image_url": "data:image/png;base64,{{{Convert.ToBase64String(hole)}}}"}}
            """);
        using HttpResponseMessage automatic = await server.PostJsonAsync("/sdapi/v1/img2img", $$$"""
            {"init_images": ["{{{picture}}}"], "mask": "{{{Convert.ToBase64String(WhiteHole())}}}", "mask_blur": 0, "override_settings": {"sd_model_checkpoint": "waiting"}}
            """);

        JsonNode facts = (await TestServer.ReadAsync(openAi))["infill"]!, info = JsonNode.Parse((string)(await TestServer.ReadAsync(automatic))["info"]!)!;
        Assert.Equal(("degraded", "degraded"), ((string)facts["status"]!, (string)info["status"]!));
        Assert.Equal((string)facts["reason"]!, (string)info["reason"]!);
        Assert.NotNull(facts["next_step"]);
    }

    private static byte[] WhiteHole()
    {
        var mask = new Mask(new PixelSize(96, 80), new PixelRect(30, 25, 30, 28));
        mask.Values.AsSpan().Fill(1f);
        return ImageFile.Encode(MaskImage.ToImage16(mask), FileFormat.Png);
    }

    private static bool IsGrey(Image image, int x, int y) => image[x, y, 0] == image[x, y, 1] && image[x, y, 1] == image[x, y, 2];

    private static async Task<TestServer> OpenAsync()
    {
        TestServer server = await TestServer.StartAsync();
        server.Gate.Open();
        return server;
    }

    private static async Task<JsonNode> RunAsync(TestServer server, string job)
    {
        using HttpResponseMessage response = await server.PostFormAsync(job, TestServer.Photo(96, 80), "?wait=60");
        JsonNode record = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, record.ToJsonString());
        return record;
    }
}
