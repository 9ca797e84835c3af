using System.Text.Json.Nodes;
using Infill.Cli;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>The same words give the same pixels through the command line and over HTTP.</summary>
public sealed class SamePixelsTests
{
    [Theory]
    [InlineData("remove --mask rect:20,15,8,6", """{"workflow":"remove","mask":{"expression":"rect:20,15,8,6"}}""")]
    [InlineData("remove --mask rect:20,15,8,6 --grow 3px --feather 1 --seed 5 --blend poisson --no-grain",
        """{"workflow":"remove","mask":{"expression":"rect:20,15,8,6"},"seed":5,"options":{"grow_px":3,"feather_px":1,"blend":"poisson","grain":false}}""")]
    [InlineData("remove --mask ellipse:50%,50%,15%,15% --grow 8% --context 12 --no-color-match",
        """{"workflow":"remove","mask":{"expression":"ellipse:50%,50%,15%,15%"},"context":12,"options":{"grow_percent":8,"color_match":false}}""")]
    [InlineData("fill --mask rect:20,15,8,6 --engine smooth", """{"workflow":"fill","engine":"smooth","mask":{"expression":"rect:20,15,8,6"}}""")]
    [InlineData("fill --mask rect:20,15,8,6 --exclude rect:0,0,15,40 --guide 0,18|48,18",
        """{"workflow":"fill","mask":{"expression":"rect:20,15,8,6"},"exclude":{"expression":"rect:0,0,15,40"},"guides":[[[0,18],[48,18]]]}""")]
    [InlineData("extend --left 6px --bottom 9px --seed 2", """{"workflow":"extend","seed":2,"extend":{"left":6,"bottom":9}}""")]
    [InlineData("extend --ratio 16:9 --exclude rect:0,0,9,9", """{"workflow":"extend","extend":{"ratio":"16:9"},"exclude":{"expression":"rect:0,0,9,9"}}""")]
    public async Task Job_ThroughBothWays_HasOneHash(string words, string job)
    {
        await using TestServer server = await TestServer.StartAsync();
        using var folder = new TemporaryFolder();
        Image photo = Pictures.Noise(48, 40);
        ImageFile.Save(photo, folder.File("in.png"));

        string[] parts = [.. words.Split(' ').Select(word => word.Replace('|', ' '))];
        using var error = new StringWriter();
        int code = CommandLine.Run([parts[0], folder.File("in.png"), "--no-settings", "--output", folder.File("out.png"), .. parts[1..]], TextWriter.Null, error);
        using HttpResponseMessage response = await server.PostFormAsync(job, File.ReadAllBytes(folder.File("in.png")), "?wait=60");
        JsonNode record = await TestServer.ReadAsync(response);

        Assert.True(code == 0, error.ToString());
        Assert.True((string?)record["state"] is "succeeded" or "degraded", record.ToJsonString());
        Assert.Equal(ImageFile.Load(folder.File("out.png"), null, TestServer.Token).ComputeHash(), (string)record["outputs"]![0]!["pixel_sha256"]!);
        Assert.Equal(Sha256.Hash(File.ReadAllBytes(folder.File("out.png"))), (string)record["outputs"]![0]!["sha256"]!);
    }

    [Theory]
    [InlineData("white")]
    [InlineData("black")]
    public async Task MaskFile_OfAnyPolarityAndWay_HasOneHash(string polarity)
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] photo = TestServer.Photo();
        var hole = new Mask(new PixelSize(48, 40), new PixelRect(20, 15, 8, 6));
        hole.Values.AsSpan().Fill(1f);
        Image drawn = MaskImage.ToImage16(hole);
        for (int i = 0; i < drawn.Samples16.Length && polarity == "black"; i++)
        {
            drawn.Samples16[i] = (ushort)(ushort.MaxValue - drawn.Samples16[i]);
        }

        byte[] mask = ImageFile.Encode(drawn, FileFormat.Png);
        string image = await server.SendImageAsync(photo);
        string asBase64 = $$$"""{"base64": "{{{Convert.ToBase64String(mask)}}}", "polarity": "{{{polarity}}}"}""";
        using HttpResponseMessage stored = await server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {{{asBase64}}}}""");
        string id = (string)(await TestServer.ReadAsync(stored))["id"]!;

        string[] hashes =
        [
            await HashAsync(await server.PostFormAsync($$$"""{"workflow": "fill", "mask": {"polarity": "{{{polarity}}}"}}""", photo, "?wait=60", mask)),
            await HashAsync(await server.PostJsonAsync("/v1/jobs?wait=60", $$$"""{"workflow": "fill", "image": {"id": "{{{image}}}"}, "mask": {{{asBase64}}}}""")),
            await HashAsync(await server.PostJsonAsync("/v1/jobs?wait=60", $$$"""{"workflow": "fill", "image": {"base64": "{{{Convert.ToBase64String(photo)}}}"}, "mask": {"id": "{{{id}}}"}}""")),
            await HashAsync(await server.PostFormAsync("""{"workflow": "fill", "mask": {"expression": "rect:20,15,8,6"}}""", photo, "?wait=60")),
        ];

        Assert.Single(hashes.Distinct());
    }

    private static async Task<string> HashAsync(HttpResponseMessage response)
    {
        JsonNode record = await TestServer.ReadAsync(response);
        response.Dispose();
        Assert.True((string?)record["state"] is "succeeded" or "degraded", record.ToJsonString());
        return (string)record["outputs"]![0]!["pixel_sha256"]!;
    }
}
