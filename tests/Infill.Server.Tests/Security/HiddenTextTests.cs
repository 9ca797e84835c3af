using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Running;
using Infill.Server.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Security;

/// <summary>Instructions that hide in a picture or its name reach nobody who reads the server's answers, its log, or a result of a dialect that models use.</summary>
public sealed class HiddenTextTests
{
    private static CancellationToken Token => TestServer.Token;

    [Fact]
    public async Task Answers_ToAPictureWithHiddenText_DoNotHoldIt()
    {
        await using TestServer server = await TestServer.StartAsync(decoder: Decoders.Own);
        foreach ((string name, byte[] file) in HiddenText.Files())
        {
            Assert.True(HiddenText.IsIn(file) || name is "avif" or "png with compressed texts", $"{name} hides nothing");
            foreach (byte[] sent in (byte[][])[file, file[..(file.Length * 2 / 3)]])
            {
                foreach ((string what, byte[] answer) in await AskAsync(server, sent))
                {
                    Assert.False(HiddenText.IsIn(answer), $"{name}, {what}: {Encoding.Latin1.GetString(answer)[..Math.Min(answer.Length, 400)]}");
                }
            }
        }

        Assert.DoesNotContain(server.Log, line => line.Contains(HiddenText.Marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Results_OfDialectsThatModelsUse_CarryNoTextButTheSameColours()
    {
        await using TestServer server = await TestServer.StartAsync();
        foreach ((string name, byte[] file) in HiddenText.Files().Where(one => one.Name is "jpeg" or "webp" or "tiff" or "png"))
        {
            string picture = Convert.ToBase64String(file), mask = Convert.ToBase64String(EditMask.Png(48, 40, new PixelRect(20, 15, 8, 6)));
            using HttpResponseMessage response = await server.PostJsonAsync("/v1/images/edits", $$$"""{"model": "smooth", "prompt": "x", "images": [{"image_url": "data:image/png;base64,{{{picture}}}"}], "mask": {"image_url": "data:image/png;base64,{{{mask}}}"}}""");
            JsonNode edit = await TestServer.ReadAsync(response);
            byte[] result = Convert.FromBase64String((string)edit["data"]![0]!["b64_json"]!);
            Image image = ImageFile.Load(result, null, Token), before = ImageFile.Load(file, null, Token);

            Assert.False(HiddenText.IsIn(result), name);
            Assert.Equal((null, null), (image.Metadata.Exif, image.Metadata.Xmp));
            Assert.False(HiddenText.IsIn(image.Metadata.IccProfile!), name);
            Assert.Equal(Corner(before), Corner(image));
            Assert.NotEqual(Corner(before), Corner(image.WithMetadata(ImageMetadata.None)));
        }
    }

    [Fact]
    public async Task Tools_OnAPictureWithHiddenText_AnswerWithoutIt()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using McpClient client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }), cancellationToken: Token);
        foreach ((string name, byte[] file) in HiddenText.Files())
        {
            CallToolResult loaded = await client.CallToolAsync("load_image", new Dictionary<string, object?> { ["base64"] = Convert.ToBase64String(file) }, cancellationToken: Token);
            var texts = new List<string>(Texts(loaded));
            if (loaded.IsError != true && (string?)JsonNode.Parse(loaded.StructuredContent!.Value.GetRawText())!["image"] is string image)
            {
                CallToolResult masked = await client.CallToolAsync("propose_mask", new Dictionary<string, object?> { ["image"] = image, ["box"] = new[] { 20, 15, 8, 6 } }, cancellationToken: Token);
                string? mask = (string?)JsonNode.Parse(masked.StructuredContent!.Value.GetRawText())!["mask"];
                foreach (string tool in (string[])["describe_image", "plan_edit", "remove_object"])
                {
                    Dictionary<string, object?> arguments = new() { ["image"] = image };
                    if (tool != "describe_image")
                    {
                        arguments["mask"] = mask;
                    }

                    if (tool == "plan_edit")
                    {
                        arguments["workflow"] = "remove";
                    }

                    CallToolResult answer = await client.CallToolAsync(tool, arguments, cancellationToken: Token);
                    texts.AddRange(Texts(answer));
                    Assert.True(tool != "remove_object" || answer.Content.OfType<ImageContentBlock>().All(block => !HiddenText.IsIn(block.DecodedData.ToArray())), $"{name}, {tool}");
                }
            }

            Assert.DoesNotContain(texts, text => text.Contains(HiddenText.Marker, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(server.Log, line => line.Contains(HiddenText.Marker, StringComparison.Ordinal));
    }

    // Any damage to a profile: it is read within its bounds, and keeps its length.
    [Fact]
    public void WithoutTexts_DamagedProfile_IsLeftInPeace()
    {
        byte[] profile = HiddenText.Profile();
        Assert.False(HiddenText.IsIn(PlainMetadata.WithoutTexts(profile)));
        var mutation = new Mutation(new Random(5));
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = mutation.Change(profile);
            Assert.Equal(damaged.Length, PlainMetadata.WithoutTexts(damaged).Length);
        }

        byte[] described = [.. new byte[128], 0, 0, 0, 1, .. "desc"u8, 0, 0, 0, 144, 0, 0, 0, 36, .. "desc"u8, 0, 0, 0, 0, 0, 0, 0, 9, .. "OBEY-7731"u8, .. new byte[15]];
        Assert.True(HiddenText.IsIn(described));
        Assert.False(HiddenText.IsIn(PlainMetadata.WithoutTexts(described)));
    }

    private static float[] Corner(Image image) => [.. ColorProfile.ToSrgb(image, new PixelRect(0, 0, 8, 8)).Plane(0)];

    private static IEnumerable<string> Texts(CallToolResult result) => [.. result.Content.OfType<TextContentBlock>().Select(block => block.Text), result.StructuredContent?.GetRawText() ?? ""];

    private static async Task<List<(string What, byte[] Answer)>> AskAsync(TestServer server, byte[] file)
    {
        var answers = new List<(string, byte[])>();
        using var raw = new ByteArrayContent(file);
        raw.Headers.ContentType = new("image/png");
        using HttpResponseMessage kept = await server.Client.PostAsync("/v1/images", raw, Token);
        await AddAsync("image", kept);
        string picture = Convert.ToBase64String(file), mask = Convert.ToBase64String(EditMask.Png(48, 40, new PixelRect(20, 15, 8, 6)));
        string white = Convert.ToBase64String(EditMask.White(48, 40, new PixelRect(20, 15, 8, 6)));
        foreach (string job in (string[])[TestServer.Job(), TestServer.Job(more: ", \"dry_run\": true")])
        {
            using var form = new MultipartFormDataContent { { new StringContent(job), "job" }, { new ByteArrayContent(file), "image", $"{HiddenText.Marker}.png" } };
            using HttpResponseMessage response = await server.Client.PostAsync("/v1/jobs?wait=60", form, Token);
            await AddAsync("job", response);
            if (response.StatusCode == HttpStatusCode.Accepted && (string?)(await TestServer.ReadAsync(response))["id"] is string id)
            {
                foreach (string path in (string[])[$"/v1/jobs/{id}", $"/v1/jobs/{id}/events", "/v1/jobs"])
                {
                    using HttpResponseMessage look = await server.Client.GetAsync(path, Token);
                    await AddAsync(path, look);
                }
            }
        }

        using HttpResponseMessage edit = await server.PostJsonAsync("/v1/images/edits", $$$"""{"model": "smooth", "prompt": "x", "images": [{"image_url": "data:image/png;base64,{{{picture}}}"}], "mask": {"image_url": "data:image/png;base64,{{{mask}}}"}}""");
        await AddAsync("edit", edit);
        using HttpResponseMessage fill = await server.PostJsonAsync("/sdapi/v1/img2img", $$$"""{"init_images": ["{{{picture}}}"], "mask": "{{{white}}}", "override_settings": {"sd_model_checkpoint": "smooth"}}""");
        await AddAsync("img2img", fill);
        return answers;

        async Task AddAsync(string what, HttpResponseMessage response) =>
            answers.Add((what, [.. Encoding.Latin1.GetBytes($"{response.Headers}{response.Content.Headers}"), .. await response.Content.ReadAsByteArrayAsync(Token)]));
    }
}
