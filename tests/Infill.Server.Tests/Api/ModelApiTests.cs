using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Engines under both names, and pictures on their way in the event stream.</summary>
public sealed class ModelApiTests
{
    [Fact]
    public async Task Models_AsOpenAiHasThem_AreTheEnginesWithTheirFacts()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonNode models = await server.GetAsync("/v1/models"), engines = (await server.GetAsync("/v1/engines"))["engines"]!;
        JsonNode one = await server.GetAsync("/v1/models/patch");

        Assert.Equal("list", (string)models["object"]!);
        Assert.Equal(engines.AsArray().Select(engine => (string)engine!["name"]!), models["data"]!.AsArray().Select(model => (string)model!["id"]!));
        Assert.All(models["data"]!.AsArray().Zip(engines.AsArray()), pair => Assert.Equal(pair.Second!.ToJsonString(), pair.First!["infill"]!.ToJsonString()));
        Assert.Equal(("model", "infill", false), ((string)one["object"]!, (string)one["owned_by"]!, (bool)one["infill"]!["uses_prompt"]!));
        Assert.Equal("""["remove","fill","extend","refine"]""", one["infill"]!["workflows"]!.ToJsonString());
    }

    [Fact]
    public async Task Events_WithPreviews_ShowThePictureOnItsWay()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode job = await server.AcceptAsync(TestServer.Job(WaitingEngine.Name));
        using HttpResponseMessage response = await server.Client.GetAsync($"/v1/jobs/{job["id"]}/events?previews=true", HttpCompletionOption.ResponseHeadersRead, TestServer.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestServer.Token));
        JsonNode? preview = null;

        while (await reader.ReadLineAsync(TestServer.Token) is string line)
        {
            if (line == "event: preview")
            {
                preview = JsonNode.Parse((await reader.ReadLineAsync(TestServer.Token))!["data: ".Length..]);
                server.Gate.Open();
            }
        }

        Image shown = ImageFile.Load(Convert.FromBase64String((string)preview!["base64"]!), null, TestServer.Token);
        Assert.Equal((new PixelSize(48, 40), 128), (shown.Size, shown[23, 17, 0]));
        Assert.Equal(1, (int)preview["output"]!);
    }
}
