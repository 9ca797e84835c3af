using System.Net;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Automatic;

/// <summary>Requests as AUTOMATIC1111's clients send them.</summary>
public sealed class ImageApiTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly PixelRect Hole = new(20, 15, 8, 6);

    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task Img2Img_WithoutBlur_HasThePixelsOfTheNativeFill()
    {
        JsonNode answer = await PostAsync(Request(("seed", 9), ("mask_blur", 0)));
        JsonNode native = await _server.AcceptAsync("""{"workflow": "fill", "seed": 9, "mask": {"expression": "rect:20,15,8,6"}}""", "?wait=60");

        JsonNode info = JsonNode.Parse((string)answer["info"]!)!;
        Image picture = ImageFile.Load(Convert.FromBase64String((string)Assert.Single(answer["images"]!.AsArray())!), null, TestServer.Token);
        Assert.Equal((string)native["outputs"]![0]!["pixel_sha256"]!, picture.ComputeHash());
        Assert.Equal(picture.ComputeHash(), (string)info["pixel_sha256"]![0]!);
        Assert.Equal((9, 48, 40, "patch"), ((int)info["seed"]!, (int)info["width"]!, (int)info["height"]!, (string)info["sd_model_name"]!));
        Assert.Null(answer["parameters"]!["init_images"]);
        Assert.Contains("does not read the prompt", (string)info["warnings"]![0]!, StringComparison.Ordinal);
        Assert.Contains("Seed: 9, Size: 48x40, Model: patch", (string)info["infotexts"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Img2Img_InvertedMask_FillsWhatIsBlack()
    {
        Image mask = ImageFile.Load(Mask(), null, TestServer.Token);
        for (int i = 0; i < mask.Samples16.Length; i++)
        {
            mask.Samples16[i] = (ushort)(ushort.MaxValue - mask.Samples16[i]);
        }

        JsonNode straight = await PostAsync(Request(("seed", 3), ("mask_blur", 0)));
        JsonNode inverted = await PostAsync(Request(
            ("seed", 3), ("mask_blur", 0), ("inpainting_mask_invert", 1), ("mask", Convert.ToBase64String(ImageFile.Encode(mask, FileFormat.Png)))));

        Assert.Equal((string)straight["images"]![0]!, (string)inverted["images"]![0]!);
    }

    [Fact]
    public async Task Img2Img_Blur_ChangesNothingBeyondIt()
    {
        JsonNode answer = await PostAsync(Request(("seed", 3), ("mask_blur", 4)));

        Image before = ImageFile.Load(TestServer.Photo(), null, TestServer.Token);
        Image after = ImageFile.Load(Convert.FromBase64String((string)answer["images"]![0]!), null, TestServer.Token);
        EditAssert.ChangedOnlyWithin(before, after, new PixelRect(Hole.X - 4, Hole.Y - 4, Hole.Width + 8, Hole.Height + 8));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Img2Img_IncludeInitImages_GivesTheFilesBackAsTheyWere(bool isWanted)
    {
        JsonNode parameters = (await PostAsync(Request(("seed", 9), ("include_init_images", isWanted), ("steps", 20))))["parameters"]!;

        Assert.Equal(isWanted ? Convert.ToBase64String(TestServer.Photo()) : null, (string?)parameters["init_images"]?[0]);
        Assert.Equal(isWanted, parameters["mask"] is not null);
        Assert.Equal(4, (int)parameters["mask_blur"]!);
    }

    [Theory]
    [InlineData("scripts", "{\"txt2img\":[],\"img2img\":[]}")]
    [InlineData("cmd-flags", "{}")]
    [InlineData("script-info", "[]")]
    [InlineData("sd-modules", "[]")]
    public async Task Lists_ThatClientsAskForAtTheirStart_AreEmpty(string path, string expected) =>
        Assert.Equal(expected, await _server.Client.GetStringAsync("/sdapi/v1/" + path, TestServer.Token));

    [Theory]
    [InlineData("interrupt")]
    [InlineData("unload-checkpoint")]
    [InlineData("refresh-loras")]
    public async Task Commands_WithNothingToDo_AnswerAnEmptyObject(string path)
    {
        using HttpResponseMessage response = await _server.PostJsonAsync("/sdapi/v1/" + path, "{}");

        Assert.Equal("{}", await response.Content.ReadAsStringAsync(TestServer.Token));
    }

    [Fact]
    public async Task Refused_WhatThisServerDoesNotDo_SaysWhichAndWhy()
    {
        using HttpResponseMessage response = await _server.PostJsonAsync("/sdapi/v1/interrogate", "{}");

        Assert.Equal((HttpStatusCode.NotFound, "/sdapi/v1/interrogate is not here: no engine here describes pictures."), (response.StatusCode, (string)(await TestServer.ReadAsync(response))["detail"]!));
    }

    [Fact]
    public async Task Img2Img_Batches_AreThatManyPicturesOfRisingSeeds()
    {
        JsonNode answer = await PostAsync(Request(("seed", -1), ("batch_size", 2), ("n_iter", 2), ("send_images", false)));

        int[] seeds = [.. JsonNode.Parse((string)answer["info"]!)!["all_seeds"]!.AsArray().Select(seed => (int)seed!)];
        Assert.Equal(Enumerable.Range(0, 4).Select(i => (int)(((uint)seeds[0] + i) & int.MaxValue)), seeds);
        Assert.Empty(answer["images"]!.AsArray());
    }

    [Theory]
    [InlineData("mask_blur", 65)]
    [InlineData("mask_blur", -1)]
    [InlineData("inpainting_fill", -1)]
    [InlineData("inpainting_mask_invert", -1)]
    [InlineData("inpaint_full_res_padding", -1)]
    [InlineData("batch_size", -1)]
    [InlineData("batch_size", 17)]
    [InlineData("n_iter", 0)]
    [InlineData("n_iter", -1)]
    [InlineData("seed", -2)]
    [InlineData("inpainting_fill", 4)]
    [InlineData("inpainting_mask_invert", 2)]
    [InlineData("inpaint_full_res_padding", 5000)]
    [InlineData("batch_size", 0)]
    [InlineData("n_iter", 17)]
    [InlineData("seed", 3000000000L)]
    public async Task Img2Img_NumberOutOfRange_IsRefusedByItsName(string member, object value)
    {
        using HttpResponseMessage response = await SendAsync(Request((member, value)));
        JsonNode refusal = await TestServer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(member, (string)refusal["detail"]!, StringComparison.Ordinal);
        Assert.Equal((string)refusal["detail"]!, (string)refusal["errors"]!);
    }

    [Fact]
    public async Task Img2Img_WhatThisServerDoesNotDo_IsSaid()
    {
        JsonObject noMask = Request(), two = Request(), otherSize = Request(("inpaint_full_res", false), ("width", 512), ("height", 512)), url = Request(("mask", "http://evil.example/m.png"));
        noMask.Remove("mask");
        two["init_images"]!.AsArray().Add("AAAA");

        foreach ((JsonObject request, string word) in ((JsonObject, string)[])[(noMask, "mask is missing"), (two, "2 pictures"), (otherSize, "width and height"), (url, "fetches nothing")])
        {
            using HttpResponseMessage response = await SendAsync(request);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            Assert.Contains(word, (string)(await TestServer.ReadAsync(response))["detail"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Options_Checkpoint_IsTheEngineOfTheNextRequests()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage set = await server.PostJsonAsync("/sdapi/v1/options", """{"sd_model_checkpoint": "smooth", "CLIP_stop_at_last_layers": 2}""");
        using HttpResponseMessage unknown = await server.PostJsonAsync("/sdapi/v1/options", """{"sd_model_checkpoint": "none"}""");
        using HttpResponseMessage filled = await server.PostJsonAsync("/sdapi/v1/img2img", Request().ToJsonString());
        using HttpResponseMessage overridden = await server.PostJsonAsync("/sdapi/v1/img2img", Request(("override_settings", """{"sd_model_checkpoint": "patch"}""")).ToJsonString());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (set.StatusCode, unknown.StatusCode));
        Assert.Equal("smooth", (string)(await server.GetAsync("/sdapi/v1/options"))["sd_model_checkpoint"]!);
        Assert.Equal("smooth", await EngineAsync(filled));
        Assert.Equal("patch", await EngineAsync(overridden));
    }

    [Fact]
    public async Task Img2Img_Picture_CarriesItsInfotextAndNoTextOfTheSource()
    {
        byte[] file = Convert.FromBase64String((string)(await PostAsync(Request(("seed", 4))))["images"]![0]!);

        string text = System.Text.Encoding.Latin1.GetString(file);
        int at = text.IndexOf("tEXtparameters\0a meadow\nSteps: 20, Sampler: Euler a", StringComparison.Ordinal);
        Assert.Equal(37, at);
        Assert.Contains("Seed: 4, Size: 48x40, Model: patch", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/sd-vae")]
    [InlineData("GET", "/upscalers")]
    [InlineData("GET", "/loras")]
    [InlineData("GET", "/embeddings")]
    [InlineData("POST", "/refresh-checkpoints")]
    [InlineData("POST", "/skip")]
    public async Task Lists_OfWhatIsNotHere_AreEmptyRatherThanMissing(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/sdapi/v1" + path);
        using HttpResponseMessage response = await _server.Client.SendAsync(request, TestServer.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("patch", await response.Content.ReadAsStringAsync(TestServer.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/interrogate", "describes pictures")]
    [InlineData("/txt2img", "img2img")]
    [InlineData("/extra-single-image", "enlarge")]
    [InlineData("/png-info", "not read")]
    public async Task Routes_ThatAreRefused_SayWhy(string path, string words)
    {
        using HttpResponseMessage response = await _server.PostJsonAsync("/sdapi/v1" + path, "{}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(words, (string)(await TestServer.ReadAsync(response))["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_AreAsClientsReadThem()
    {
        JsonNode models = await _server.GetAsync("/sdapi/v1/sd-models"), samplers = await _server.GetAsync("/sdapi/v1/samplers"), schedulers = await _server.GetAsync("/sdapi/v1/schedulers");

        Assert.Contains("patch", models.AsArray().Select(model => (string)model!["title"]!));
        Assert.Contains("Euler a", samplers.AsArray().Select(sampler => (string)sampler!["name"]!));
        Assert.Contains("Karras", schedulers.AsArray().Select(scheduler => (string)scheduler!["label"]!));
        using HttpResponseMessage refused = await _server.PostJsonAsync("/sdapi/v1/interrogate", "{}");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Progress_OfARun_RisesAndInterruptEndsIt()
    {
        await using TestServer server = await TestServer.StartAsync();
        Assert.Equal(0, (double)(await server.GetAsync("/sdapi/v1/progress"))["progress"]!);
        Task<HttpResponseMessage> run = server.PostJsonAsync("/sdapi/v1/img2img", Request(("override_settings", """{"sd_model_checkpoint": "waiting"}""")).ToJsonString());
        await server.BegunAsync();

        JsonNode progress = await server.GetAsync("/sdapi/v1/progress");
        while ((int)progress["state"]!["sampling_steps"]! == 0 || progress["current_image"] is null)
        {
            await Task.Delay(20, TestServer.Token);
            progress = await server.GetAsync("/sdapi/v1/progress");
        }

        using HttpResponseMessage interrupted = await server.PostJsonAsync("/sdapi/v1/interrupt", "{}");
        using HttpResponseMessage response = await run;

        Assert.Equal(new PixelSize(48, 40), ImageFile.ReadHeader(Convert.FromBase64String((string)progress["current_image"]!)).Size);
        Assert.InRange((double)progress["progress"]!, 0.01, 0.99);
        Assert.Equal((1000, 1), ((int)progress["state"]!["sampling_steps"]!, (int)progress["state"]!["job_count"]!));
        Assert.Equal("cancelled", (string)(await TestServer.ReadAsync(response))["error"]!);
        Assert.Equal("", (string)(await server.GetAsync("/sdapi/v1/progress"))["state"]!["job"]!);
    }

    private static byte[] Mask()
    {
        var mask = new Mask(new PixelSize(48, 40), Hole);
        mask.Values.AsSpan().Fill(1f);
        return ImageFile.Encode(MaskImage.ToImage16(mask), FileFormat.Png);
    }

    private static JsonObject Request(params (string Member, object Value)[] more)
    {
        var request = new JsonObject
        {
            ["init_images"] = new JsonArray("data:image/png;base64," + Convert.ToBase64String(TestServer.Photo())),
            ["mask"] = Convert.ToBase64String(Mask()),
            ["prompt"] = "a meadow",
            ["sampler_name"] = "Euler a",
            ["width"] = 512,
            ["height"] = 512,
            ["steps"] = 20,
            ["restore_faces"] = false,
            ["alwayson_scripts"] = new JsonObject(),
        };
        foreach ((string member, object value) in more)
        {
            request[member] = value switch
            {
                int number => number,
                long number => number,
                bool flag => flag,
                string text when text.StartsWith('{') => JsonNode.Parse(text),
                _ => (string)value,
            };
        }

        return request;
    }

    private static async Task<string> EngineAsync(HttpResponseMessage response) =>
        (string)JsonNode.Parse((string)(await TestServer.ReadAsync(response))["info"]!)!["sd_model_name"]!;

    private Task<HttpResponseMessage> SendAsync(JsonObject request) => _server.PostJsonAsync("/sdapi/v1/img2img", request.ToJsonString());

    private async Task<JsonNode> PostAsync(JsonObject request)
    {
        using HttpResponseMessage response = await SendAsync(request);
        JsonNode answer = await TestServer.ReadAsync(response);
        Assert.True(response.IsSuccessStatusCode, answer.ToJsonString());
        return answer;
    }
}
