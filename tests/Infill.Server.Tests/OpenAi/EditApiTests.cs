using System.Net;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.OpenAi;

/// <summary>What OpenAI's clients other than its .NET one send: JSON, and things that are wrong.</summary>
public sealed class EditApiTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly PixelRect Hole = new(20, 15, 8, 6);
    private static readonly string Photo = "data:image/png;base64," + Convert.ToBase64String(TestServer.Photo());
    private static readonly string Mask = "data:image/png;base64," + Convert.ToBase64String(EditMask.Png(48, 40, Hole));

    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task Post_Json_AnswersThePictureAndTheAreaThatWasUnderstood()
    {
        using HttpResponseMessage response = await PostAsync(Edit());
        JsonNode answer = await TestServer.ReadAsync(response);

        Assert.True(response.IsSuccessStatusCode, answer.ToJsonString());
        Assert.Equal("[20,15,8,6]", answer["infill"]!["bounds"]!.ToJsonString());
        Assert.Equal((48, "48x40", "png", "auto"), ((int)answer["infill"]!["filled_pixels"]!, (string)answer["size"]!, (string)answer["output_format"]!, (string)answer["quality"]!));
        Assert.Contains("does not read the prompt", (string)answer["infill"]!["warnings"]![0]!, StringComparison.Ordinal);
        Image after = ImageFile.Load(Convert.FromBase64String((string)Assert.Single(answer["data"]!.AsArray())!["b64_json"]!), null, TestServer.Token);
        EditAssert.ChangedOnlyWithin(ImageFile.Load(TestServer.Photo(), null, TestServer.Token), after, Hole);
        Assert.Equal(0, (int)answer["usage"]!["total_tokens"]!);
    }

    [Fact]
    public async Task Post_SameEditAsNative_HasTheSamePixels()
    {
        using HttpResponseMessage response = await PostAsync(Edit(("seed", 9)));
        JsonNode native = await _server.AcceptAsync("""{"workflow": "fill", "seed": 9, "mask": {"expression": "rect:20,15,8,6"}}""", "?wait=60");

        Assert.Equal((string)native["outputs"]![0]!["pixel_sha256"]!, (string)(await TestServer.ReadAsync(response))["infill"]!["pixel_sha256"]![0]!);
    }

    [Fact]
    public async Task Post_JpegWithCompression_IsAJpegOfThatQuality()
    {
        long[] lengths = new long[2];
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await PostAsync(Edit(("output_format", "jpeg"), ("output_compression", i == 0 ? 5 : 95)));
            byte[] file = Convert.FromBase64String((string)(await TestServer.ReadAsync(response))["data"]![0]!["b64_json"]!);
            Assert.Equal(FileFormat.Jpeg, ImageFile.ReadHeader(file).FileFormat);
            lengths[i] = file.Length;
        }

        Assert.True(lengths[0] < lengths[1], $"{lengths[0]} and {lengths[1]} bytes");
    }

    [Theory]
    [InlineData("n", 0)]
    [InlineData("n", -1)]
    [InlineData("n", 100)]
    [InlineData("size", "1024x1024")]
    [InlineData("size", "48x41")]
    [InlineData("size", "40x48")]
    [InlineData("size", "")]
    [InlineData("quality", "ultra")]
    [InlineData("quality", "LOW")]
    [InlineData("output_format", "tiff")]
    [InlineData("output_format", "PNG")]
    [InlineData("output_compression", -1)]
    [InlineData("response_format", "b64")]
    [InlineData("background", "white")]
    [InlineData("partial_images", -1)]
    [InlineData("n", 11)]
    [InlineData("size", "512x512")]
    [InlineData("quality", "perfect")]
    [InlineData("output_format", "gif")]
    [InlineData("output_compression", 101)]
    [InlineData("response_format", "text")]
    [InlineData("background", "transparent")]
    [InlineData("partial_images", 4)]
    [InlineData("prompt", "")]
    [InlineData("seed", -1)]
    public async Task Post_MemberOutOfRange_IsRefusedByItsName(string member, object value)
    {
        using HttpResponseMessage response = await PostAsync(Edit((member, value)));
        JsonNode error = (await TestServer.ReadAsync(response))["error"]!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request_error", (string)error["type"]!);
        Assert.Contains(member, (string)error["message"]!, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.example/a.png")]
    [InlineData("http://127.0.0.1:7060/v1/images/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:image/png,abc")]
    [InlineData("data:image/png;base64,@@@")]
    [InlineData("")]
    public async Task Post_AddressOfAPicture_IsNeverFetched(string url)
    {
        JsonObject edit = Edit();
        edit["images"]![0]!["image_url"] = url;

        using HttpResponseMessage response = await PostAsync(edit);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("base64", (string)(await TestServer.ReadAsync(response))["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithoutOnePictureAndOneMask_SaysWhatIsMissing()
    {
        JsonObject none = Edit(), two = Edit(), noMask = Edit(), opaque = Edit(), byId = Edit();
        none.Remove("images");
        two["images"]!.AsArray().Add(new JsonObject { ["image_url"] = Photo });
        noMask.Remove("mask");
        opaque["mask"]!["image_url"] = Photo;
        byId["images"]![0] = new JsonObject { ["file_id"] = "file-1" };

        foreach ((JsonObject edit, string word) in ((JsonObject, string)[])[(none, "0 pictures"), (two, "2 pictures"), (noMask, "no mask"), (opaque, "no alpha channel"), (byId, "Files by id")])
        {
            using HttpResponseMessage response = await PostAsync(edit);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(word, (string)(await TestServer.ReadAsync(response))["error"]!["message"]!, StringComparison.Ordinal);
        }
    }

    // Older clients write the one picture as "image", and addresses as plain texts.
    [Fact]
    public async Task Post_PicturesWrittenPlainly_AreTheSameEdit()
    {
        JsonObject plain = Edit();
        plain.Remove("images");
        (plain["image"], plain["mask"]) = (Photo, Mask);
        JsonObject list = Edit();
        list["images"] = new JsonArray(Photo);

        string[] hashes = [await HashAsync(Edit()), await HashAsync(plain), await HashAsync(list)];

        Assert.Single(hashes.Distinct());

        async Task<string> HashAsync(JsonObject edit)
        {
            using HttpResponseMessage response = await PostAsync(edit);
            return (string)(await TestServer.ReadAsync(response))["infill"]!["pixel_sha256"]![0]!;
        }
    }

    [Theory]
    [InlineData("stream", "maybe", "stream must be true or false")]
    [InlineData("n", "many", "n must be a whole number")]
    public async Task PostForm_TextThatIsNoValue_IsRefusedByItsName(string member, string value, string words)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "prompt" }, { new StringContent(value), member }, { new ByteArrayContent(TestServer.Photo()), "image", "a.png" } };

        using HttpResponseMessage response = await _server.Client.PostAsync("/v1/images/edits", form, TestServer.Token);

        JsonNode error = (await TestServer.ReadAsync(response))["error"]!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, (string)error["message"]!, StringComparison.Ordinal);
        Assert.True(error.AsObject().ContainsKey("param"));
    }

    [Theory]
    [InlineData("generations")]
    [InlineData("variations")]
    public async Task Post_WhatThisServerDoesNotDo_IsRefusedInTheDialect(string path)
    {
        using HttpResponseMessage response = await _server.PostJsonAsync("/v1/images/" + path, """{"prompt": "x"}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("/v1/images/edits", (string)(await TestServer.ReadAsync(response))["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostForm_TwoMasks_SaysSo()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "prompt" }, { new ByteArrayContent(TestServer.Photo()), "image", "a.png" } };
        for (int i = 0; i < 2; i++)
        {
            form.Add(new ByteArrayContent(EditMask.Png(48, 40, new PixelRect(20, 15, 8, 6))), "mask", "m.png");
        }

        using HttpResponseMessage response = await _server.Client.PostAsync("/v1/images/edits", form, TestServer.Token);

        Assert.Contains("2 masks", (string)(await TestServer.ReadAsync(response))["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_StreamedJobThatFails_IsAnErrorEvent()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonObject edit = Edit(("model", WaitingEngine.Name), ("stream", true));
        Task<HttpResponseMessage> streamed = server.PostJsonAsync("/v1/images/edits", edit.ToJsonString());
        await server.BegunAsync();
        JsonNode job = (await server.GetAsync("/v1/jobs"))["jobs"]![0]!;

        using HttpResponseMessage cancelled = await server.Client.PostAsync($"/v1/jobs/{job["id"]}/cancel", null, TestServer.Token);
        using HttpResponseMessage response = await streamed;

        string events = await response.Content.ReadAsStringAsync(TestServer.Token);
        Assert.StartsWith("event: error\ndata: {\"error\":", events, StringComparison.Ordinal);
        Assert.Contains("\"cancelled\"", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ClientThatGoesAway_EndsItsJob()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestServer.Token);
        using var content = new StringContent(Edit(("model", WaitingEngine.Name)).ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        Task<HttpResponseMessage> edit = server.Client.PostAsync("/v1/images/edits", content, patience.Token);
        await server.BegunAsync();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => edit);

        JsonNode job = (await server.GetAsync("/v1/jobs"))["jobs"]![0]!;
        Assert.Equal("cancelled", (string)(await server.WaitAsync(job))["state"]!);
    }

    private static JsonObject Edit(params (string Member, object Value)[] more)
    {
        var edit = new JsonObject
        {
            ["model"] = "gpt-image-1",
            ["prompt"] = "a meadow",
            ["images"] = new JsonArray(new JsonObject { ["image_url"] = Photo }),
            ["mask"] = new JsonObject { ["image_url"] = Mask },
        };
        foreach ((string member, object value) in more)
        {
            edit[member] = value switch { int number => number, bool flag => flag, _ => (string)value };
        }

        return edit;
    }

    private Task<HttpResponseMessage> PostAsync(JsonObject edit) => _server.PostJsonAsync("/v1/images/edits", edit.ToJsonString());
}
