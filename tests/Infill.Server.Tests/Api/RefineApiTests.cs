using System.Net;
using System.Text.Json.Nodes;
using Infill.Cli;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Fills are refined over HTTP as on the command line, by the same plans and with the same pixels.</summary>
public sealed class RefineApiTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Hole = "rect:60,50,40,36";
    private const string Plan = """{"patience": 3, "passes": [{"name": "edge", "place": {"region": "border", "featherPx": 2}, "fill": {"blend": "poisson", "seedOffset": 1}}, {"name": "whole", "fill": {"contextScale": 1.6, "seedOffset": 2}}]}""";

    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData("refine", "", "")]
    [InlineData("refine", "--grow 0 --seed 5 --attempts 2", """, "seed": 5, "attempts": 2, "options": {"grow_px": 0}""")]
    [InlineData("refine", "--plan plan.json", ", \"plan\": PLAN")]
    [InlineData("remove", "--refine --engine smooth", """, "refine": true, "engine": "smooth" """)]
    [InlineData("fill", "--engine smooth --plan plan.json", ", \"engine\": \"smooth\", \"plan\": PLAN")]
    public async Task Refine_ThroughBothWays_HasOneHashAndTheSamePasses(string workflow, string words, string more)
    {
        using var folder = new TemporaryFolder();
        byte[] photo = Painted();
        await File.WriteAllBytesAsync(folder.File("in.png"), photo, TestServer.Token);
        await File.WriteAllTextAsync(folder.File("plan.json"), Plan, TestServer.Token);
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] parts = [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "plan.json" ? folder.File(word) : word)];
        int code = CommandLine.Run([workflow, folder.File("in.png"), "--no-settings", "--json", "--mask", Hole, "--output", folder.File("out.png"), .. parts], output, error);

        JsonNode job = await RunAsync($$"""{"workflow": "{{workflow}}", "mask": {"expression": "{{Hole}}"}{{more.Replace("PLAN", Plan, StringComparison.Ordinal)}}}""", photo);

        Assert.True(code == 0, error.ToString());
        JsonNode line = JsonNode.Parse(output.ToString())!["outputs"]![0]!, result = job["outputs"]![0]!, expected = line["verdict"]!["refinement"]!, refinement = result["verdict"]!["refinement"]!;
        Assert.Equal((string)line["pixelSha256"]!, (string)result["pixel_sha256"]!);
        Assert.Equal((workflow != "refine", (string)expected["stopped"]!), ((bool)refinement["fill_first"]!, (string)refinement["stopped"]!));
        Assert.Equal(Passes(expected["passes"]!, "isKept"), Passes(refinement["passes"]!, "is_kept"));
        Assert.Equal(0, (int)result["proof"]!["changed_pixels"]!);
    }

    [Fact]
    public async Task Refine_PaintedHole_RisesAndSaysSo()
    {
        JsonNode job = await RunAsync($$"""{"workflow": "refine", "mask": {"expression": "{{Hole}}"} }""", Painted());

        JsonNode refinement = job["outputs"]![0]!["verdict"]!["refinement"]!;
        JsonNode kept = refinement["passes"]!.AsArray().First(pass => (bool)pass!["is_kept"]!)!;
        Assert.True((bool)refinement["is_improved"]!);
        Assert.True((double)kept["probability_after"]! < (double)kept["probability_before"]!);
        Assert.Equal(4, kept["place"]!.AsArray().Count);
    }

    [Fact]
    public async Task Refine_GoodPicture_StaysBitByBitAsItIs()
    {
        byte[] photo = ImageFile.Encode(SamplePhoto.Grass(160, 140), FileFormat.Png);

        JsonNode job = await RunAsync($$"""{"workflow": "refine", "mask": {"expression": "{{Hole}}"} }""", photo);

        JsonNode output = job["outputs"]![0]!, refinement = output["verdict"]!["refinement"]!;
        Assert.Equal((false, "The gate is satisfied."), ((bool)refinement["is_improved"]!, (string)refinement["stopped"]!));
        Assert.Empty(refinement["passes"]!.AsArray());
        Assert.Equal(SamplePhoto.Grass(160, 140).ComputeHash(), (string)output["pixel_sha256"]!);
    }

    [Fact]
    public async Task DryRun_Refine_TellsThePassesTheirTimeAndThePlan()
    {
        using HttpResponseMessage response = await _server.PostFormAsync($$$"""{"workflow": "remove", "refine": true, "dry_run": true, "mask": {"expression": "{{{Hole}}}"}}""", Painted());
        JsonNode plan = await TestServer.ReadAsync(response);
        JsonNode refinement = plan["refinement"]!;

        Assert.Equal(["edge", "spot", "wide", "spot-again", "other-blend"], refinement["passes"]!.AsArray().Select(pass => (string)pass!["name"]!));
        Assert.All(refinement["passes"]!.AsArray(), pass => Assert.True((long)pass!["pixels"]! > 0));
        Assert.True((double)plan["seconds"]! >= (double)refinement["first_seconds"]!);
        Assert.True((bool)refinement["plan"]!["fillFirst"]!);

        // What a dry run shows is a plan that a job takes.
        JsonNode job = await RunAsync($$$"""{"workflow": "fill", "engine": "smooth", "attempts": 1, "mask": {"expression": "{{{Hole}}}"}, "plan": {{{refinement["plan"]!.ToJsonString()}}}}""", Painted());
        Assert.Contains("budget of 1 rounds", (string)job["outputs"]![0]!["verdict"]!["refinement"]!["stopped"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"passes": []}""", "1 to 32 are allowed")]
    [InlineData("""{"passes": [{"name": "a", "needs": ["b"]}]}""", "no pass is called so")]
    [InlineData("""{"passes": [{"name": "a", "after": ["b"]}, {"name": "b", "after": ["a"]}]}""", "a")]
    [InlineData("""{"passes": [{"name": "a"}], "passes": [{"name": "b"}]}""", "no refinement plan")]
    [InlineData("""{"passes": [{"name": "a", "fill": {"strength": 2}}]}""", "fill.strength is 2")]
    [InlineData("""{"passes": [{"name": "a", "fill": {"engine": "none-such"}}]}""", "none-such")]
    [InlineData("""{"passes": [{"name": "a", "place": {"region": "box"}}]}""", "place.box")]
    [InlineData("""{"passes": [{"name": "a", "colour": 1}]}""", "no refinement plan")]
    [InlineData("""{"passes": [null]}""", "null")]
    [InlineData("""{"passes": [{"name": "../../etc"}]}""", "a name has")]
    [InlineData("""{"schema": 9, "passes": [{"name": "a"}]}""", "form 9")]
    [InlineData("\"plan.json\"", "no refinement plan")]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]", "no refinement plan")]
    public async Task Plan_ThatIsNone_IsRefusedWithTheReason(string plan, string words)
    {
        using HttpResponseMessage response = await _server.PostFormAsync($$$"""{"workflow": "refine", "mask": {"expression": "{{{Hole}}}"}, "plan": {{{plan}}}}""", Painted());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(words, (string)(await TestServer.ReadAsync(response))["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_DeeperThanAnyPlan_IsMalformed()
    {
        using HttpResponseMessage response = await _server.PostFormAsync($$$"""{"workflow": "refine", "plan": {{{new string('[', 5000)}}}""", Painted());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("\"refine\": true, \"gate\": false", "the gate decides")]
    [InlineData("\"refine\": false, \"plan\": {\"passes\": [{\"name\": \"a\"}]}", "contradict")]
    [InlineData("\"time_budget\": 5", "or refine")]
    public async Task Refine_WishesThatDoNotGoTogether_AreRefusedWithTheReason(string wishes, string words)
    {
        using HttpResponseMessage response = await _server.PostFormAsync($$$"""{"workflow": "remove", "mask": {"expression": "{{{Hole}}}"}, {{{wishes}}}}""", Painted());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(words, (string)(await TestServer.ReadAsync(response))["detail"]!, StringComparison.Ordinal);
    }

    // Grey paint in grass: what a program without texture leaves.
    private static byte[] Painted()
    {
        Image photo = SamplePhoto.Grass(160, 140);
        for (int i = 0; i < 40 * 36; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                photo[60 + (i % 40), 50 + (i / 40), c] = 128;
            }
        }

        return ImageFile.Encode(photo, FileFormat.Png);
    }

    private static string[] Passes(JsonNode passes, string kept) => [.. passes.AsArray().Select(pass => $"{pass!["name"]} {pass[kept]} {pass["skipped"]}")];

    private async Task<JsonNode> RunAsync(string job, byte[] photo)
    {
        using HttpResponseMessage response = await _server.PostFormAsync(job, photo, "?wait=60");
        JsonNode record = await TestServer.ReadAsync(response);
        Assert.True((string?)record["state"] is "succeeded" or "degraded", record.ToJsonString());
        return record;
    }
}
