using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;
using OpenAI;
using OpenAI.Images;
using OpenAI.Models;

namespace Infill.Server.Tests.OpenAi;

/// <summary>OpenAI's own .NET client works against the server as it is.</summary>
public sealed class OfficialClientTests
{
    private static readonly PixelRect Hole = new(20, 15, 8, 6);

    [Fact]
    public async Task GenerateImageEdit_WithAMask_FillsItsTransparentPixelsOnly()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] photo = TestServer.Photo();

        ClientResult<GeneratedImage> result = await Client(server, "patch").GenerateImageEditAsync(
            new MemoryStream(photo), "photo.png", "a meadow", new MemoryStream(EditMask.Png(48, 40, Hole)), "mask.png", new ImageEditOptions(), TestServer.Token);

        Image before = ImageFile.Load(photo, null, TestServer.Token), after = ImageFile.Load(result.Value.ImageBytes.ToArray(), null, TestServer.Token);
        EditAssert.ChangedOnlyWithin(before, after, Hole);
    }

    [Fact]
    public async Task GenerateImageEdits_Several_AreDifferentFills()
    {
        await using TestServer server = await TestServer.StartAsync();

        ClientResult<GeneratedImageCollection> result = await Client(server, "patch").GenerateImageEditsAsync(
            new MemoryStream(TestServer.Photo()), "photo.png", "a meadow", new MemoryStream(EditMask.Png(48, 40, Hole)), "mask.png", 2,
            new ImageEditOptions { OutputFileFormat = GeneratedImageFileFormat.Webp, Quality = GeneratedImageQuality.LowQuality, EndUserId = "someone" }, TestServer.Token);

        byte[][] files = [.. result.Value.Select(image => image.ImageBytes.ToArray())];
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.Equal(FileFormat.Webp, ImageFile.ReadHeader(file).FileFormat));
        Assert.NotEqual(files[0], files[1]);
    }

    [Fact]
    public async Task GenerateImageEdit_WithoutAMask_TakesThePicturesOwnAlpha()
    {
        await using TestServer server = await TestServer.StartAsync();
        Image photo = Pictures.Noise(48, 40, Pictures.Rgba8);
        for (int i = 3; i < photo.Samples8.Length; i += 4)
        {
            photo.Samples8[i] = Hole.Contains(i / 4 % 48, i / 4 / 48) ? (byte)0 : (byte)255;
        }

        ClientResult<GeneratedImage> result = await Client(server, "smooth").GenerateImageEditAsync(
            new MemoryStream(ImageFile.Encode(photo, FileFormat.Png)), "photo.png", "a meadow", new ImageEditOptions(), TestServer.Token);

        EditAssert.ChangedOnlyWithin(photo, ImageFile.Load(result.Value.ImageBytes.ToArray(), null, TestServer.Token), Hole);
    }

    [Fact]
    public async Task GenerateImageEdit_AddressInsteadOfBytes_LeadsToTheSameFile()
    {
        await using TestServer server = await TestServer.StartAsync();

        ClientResult<GeneratedImage> result = await Client(server, "smooth").GenerateImageEditAsync(
            new MemoryStream(TestServer.Photo()), "photo.png", "a meadow", new MemoryStream(EditMask.Png(48, 40, Hole)), "mask.png",
            new ImageEditOptions { ResponseFormat = GeneratedImageFormat.Uri }, TestServer.Token);

        byte[] file = await server.Client.GetByteArrayAsync(result.Value.ImageUri, TestServer.Token);
        Assert.Equal(new PixelSize(48, 40), ImageFile.ReadHeader(file).Size);
    }

    [Theory]
    [InlineData("no-such-model", null, 404)]
    [InlineData("patch", "1024x1024", 400)]
    public async Task GenerateImageEdit_WhatThisServerDoesNotDo_IsAnErrorThatTheClientReads(string model, string? size, int status)
    {
        await using TestServer server = await TestServer.StartAsync();
        var options = new ImageEditOptions { Size = size is null ? null : GeneratedImageSize.W1024xH1024 };

        ClientResultException error = await Assert.ThrowsAsync<ClientResultException>(() => Client(server, model).GenerateImageEditAsync(
            new MemoryStream(TestServer.Photo()), "photo.png", "a meadow", new MemoryStream(EditMask.Png(48, 40, Hole)), "mask.png", options, TestServer.Token));

        Assert.Equal(status, error.Status);
        Assert.Contains(size ?? "GET /v1/models", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateImageEdit_WithKeys_NeedsOne()
    {
        await using TestServer server = await TestServer.StartAsync();
        string key = new Infill.Server.Security.KeyFile(Path.Combine(server.Folder, "data"), server.Clock).Add("alice", readOnly: false);

        ClientResultException error = await Assert.ThrowsAsync<ClientResultException>(() => Models(server, "wrong").GetModelsAsync(TestServer.Token));
        ClientResult<OpenAIModelCollection> models = await Models(server, key).GetModelsAsync(TestServer.Token);

        Assert.Equal(401, error.Status);
        Assert.Equal(["patch", "smooth", "waiting"], models.Value.Select(model => model.Id));
        Assert.Equal("patch", (await Models(server, key).GetModelAsync("patch", TestServer.Token)).Value.Id);
    }

    // The client has no typed streaming of edits; its protocol method passes the stream on as it is.
    [Fact]
    public async Task GenerateImageEdits_Streamed_EndWithTheWholePicture()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("gpt-image-1"), "model" },
            { new StringContent("a meadow"), "prompt" },
            { new StringContent("true"), "stream" },
            { new StringContent("2"), "partial_images" },
            { new ByteArrayContent(TestServer.Photo()), "image[]", "photo.png" },
            { new ByteArrayContent(EditMask.Png(48, 40, Hole)), "mask", "mask.png" },
        };
        using BinaryContent content = BinaryContent.Create(await form.ReadAsStreamAsync(TestServer.Token));

        ClientResult result = await Client(server, "patch").GenerateImageEditsAsync(content, form.Headers.ContentType!.ToString(), new RequestOptions { CancellationToken = TestServer.Token });

        string events = result.GetRawResponse().Content.ToString();
        Assert.StartsWith("event: image_edit.completed\ndata: ", events, StringComparison.Ordinal);
        JsonNode data = JsonNode.Parse(events["event: image_edit.completed\ndata: ".Length..])!;
        Assert.Equal(("image_edit.completed", "48x40", "png"), ((string)data["type"]!, (string)data["size"]!, (string)data["output_format"]!));
        Image picture = ImageFile.Load(Convert.FromBase64String((string)data["b64_json"]!), null, TestServer.Token);
        Assert.Equal((string)data["infill"]!["pixel_sha256"]![0]!, picture.ComputeHash());
    }

    [Fact]
    public async Task GenerateImageEdits_StreamedFromAnEngineThatShowsItsWay_HavePartialPicturesFirst()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("waiting"), "model" },
            { new StringContent("a meadow"), "prompt" },
            { new StringContent("true"), "stream" },
            { new StringContent("2"), "partial_images" },
            { new StringContent("someone"), "user" },
            { new ByteArrayContent(TestServer.Photo()), "image", "photo.png" },
            { new ByteArrayContent(EditMask.Png(48, 40, Hole)), "mask", "mask.png" },
        };
        using BinaryContent content = BinaryContent.Create(await form.ReadAsStreamAsync(TestServer.Token));

        Task<ClientResult> run = Client(server, "waiting").GenerateImageEditsAsync(content, form.Headers.ContentType!.ToString(), new RequestOptions { CancellationToken = TestServer.Token, BufferResponse = false });
        using var reader = new StreamReader((await run).GetRawResponse().ContentStream!);
        (string name, JsonNode partial) = await NextAsync(reader);
        Assert.Equal("image_edit.partial_image", name);
        Assert.Equal(("image_edit.partial_image", 0, "48x40"), ((string)partial["type"]!, (int)partial["partial_image_index"]!, (string)partial["size"]!));
        Assert.Equal(128, ImageFile.Load(Convert.FromBase64String((string)partial["b64_json"]!), null, TestServer.Token)[Hole.X + 3, Hole.Y + 3, 0]);

        server.Gate.Open();
        (string last, JsonNode whole) = await NextAsync(reader);
        Assert.Equal("image_edit.completed", last);
        Assert.Equal(FileFormat.Png, ImageFile.ReadHeader(Convert.FromBase64String((string)whole["b64_json"]!)).FileFormat);
    }

    private static async Task<(string Name, JsonNode Data)> NextAsync(StreamReader reader)
    {
        string name = "";
        while (await reader.ReadLineAsync(TestServer.Token) is string line)
        {
            name = line.StartsWith("event: ", StringComparison.Ordinal) ? line["event: ".Length..] : name;
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return (name, JsonNode.Parse(line["data: ".Length..])!);
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static OpenAIClientOptions Options(TestServer server) => new() { Endpoint = new Uri(server.Client.BaseAddress!, "/v1"), RetryPolicy = new ClientRetryPolicy(0) };

    private static ImageClient Client(TestServer server, string model) => new(model, new ApiKeyCredential("any"), Options(server));

    private static OpenAIModelClient Models(TestServer server, string key) => new(new ApiKeyCredential(key), Options(server));
}
