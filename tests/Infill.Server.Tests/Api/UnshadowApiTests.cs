using System.Net;
using System.Text.Json.Nodes;
using Infill.Cli;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Shadows are relit over HTTP as on the command line, and masks that networks propose are looked at before they are used.</summary>
public sealed class UnshadowApiTests
{
    private static byte[] Photo { get; } = ImageFile.Encode(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), FileFormat.Png);

    private static byte[] Shadow { get; } = ImageFile.Encode(MaskImage.ToImage16(ShadowPictures.Shadow), FileFormat.Png);

    [Fact]
    public async Task Unshadow_WithAMask_HasThePixelsOfTheCommandLine()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("in.png"), Photo, TestServer.Token);
        await File.WriteAllBytesAsync(folder.File("mask.png"), Shadow, TestServer.Token);
        using var error = new StringWriter();
        int code = CommandLine.Run(["unshadow", folder.File("in.png"), "--no-settings", "--mask", folder.File("mask.png"), "--output", folder.File("out.png")], TextWriter.Null, error);

        using HttpResponseMessage response = await server.PostFormAsync("""{"workflow": "unshadow"}""", Photo, "?wait=60", Shadow);
        JsonNode job = await TestServer.ReadAsync(response);

        Assert.True(code == 0, error.ToString());
        Assert.Equal(("succeeded", "relight"), ((string)job["state"]!, (string)job["engine"]!));
        Assert.Equal(ImageFile.Load(folder.File("out.png"), null, TestServer.Token).ComputeHash(), (string)job["outputs"]![0]!["pixel_sha256"]!);
        Assert.Null(job["outputs"]![0]!["verdict"]);
    }

    [Theory]
    [InlineData("""{"workflow": "unshadow", "engine": "patch"}""", "takes no engine")]
    [InlineData("""{"workflow": "unshadow", "attempts": 3}""", "takes no engine")]
    [InlineData("""{"workflow": "unshadow", "mask": {"expression": "rect:0,0,20,20"}}""", "not darker")]
    public async Task Unshadow_WhatCannotBe_IsRefusedWithTheReason(string job, string words)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.PostFormAsync(job, Photo);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(words, (string)(await TestServer.ReadAsync(response))["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mask_ByANetwork_HasItsScoreAndIsUsedByItsIdOnly()
    {
        await using TestServer server = await TestServer.StartAsync();
        string image = await server.SendImageAsync(TestServer.Photo());
        using HttpResponseMessage drawn = await server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "click:24,20"}}""");
        JsonNode mask = await TestServer.ReadAsync(drawn);

        using HttpResponseMessage unseen = await server.PostJsonAsync("/v1/jobs", $$$"""{"workflow": "fill", "image": {"id": "{{{image}}}"}, "mask": {"expression": "click:24,20"}}""");
        using HttpResponseMessage seen = await server.PostJsonAsync("/v1/jobs?wait=60", $$$"""{"workflow": "fill", "engine": "smooth", "image": {"id": "{{{image}}}"}, "mask": {"id": "{{{mask["id"]}}}"}}""");
        using HttpResponseMessage nothing = await server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "text:"}}""");

        Assert.Equal((0.9, "Disc, 1 clicks"), ((double)mask["score"]!, (string)mask["origin"]!));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unseen.StatusCode);
        Assert.Contains("POST /v1/masks", (string)(await TestServer.ReadAsync(unseen))["detail"]!, StringComparison.Ordinal);
        Assert.NotEmpty((await TestServer.ReadAsync(seen))["outputs"]!.AsArray());
        Assert.Equal(("/problems/mask-proposal", 422), ((string)(await TestServer.ReadAsync(nothing))["type"]!, (int)nothing.StatusCode));
    }
}
