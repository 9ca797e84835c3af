using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Large pictures come in tiles that are the picture; masks are changed in tiles.</summary>
public sealed class TileApiTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData(8, false)]
    [InlineData(16, true)]
    public async Task Tiles_OfLevelNought_TogetherAreThePictureBitForBit(int depth, bool hasAlpha)
    {
        Image image = Pictures.Noise(530, 300, new PixelFormat(ColorModel.Rgb, hasAlpha, depth));
        string id = await _server.SendImageAsync(ImageFile.Encode(image, FileFormat.Png));
        JsonNode level = (await _server.GetAsync($"/v1/images/{id}"))["levels"]![0]!;
        Assert.Equal((530, 300, 3, 2), ((int)level["width"]!, (int)level["height"]!, (int)level["columns"]!, (int)level["rows"]!));

        for (int y = 0; y < (int)level["rows"]!; y++)
        {
            for (int x = 0; x < (int)level["columns"]!; x++)
            {
                Image tile = ImageFile.Load(await _server.Client.GetByteArrayAsync($"/v1/images/{id}/tiles/0/{x}/{y}", TestServer.Token), null, TestServer.Token);
                Assert.Equal(image.Format, tile.Format);
                for (int row = 0; row < tile.Height; row++)
                {
                    int bytes = image.Format.BytesPerPixel;
                    Assert.True(image.RowBytes((y * 256) + row).Slice(x * 256 * bytes, tile.Width * bytes).SequenceEqual(tile.RowBytes(row)), $"tile {x}, {y}, row {row}");
                }
            }
        }
    }

    [Fact]
    public async Task Tile_WithItsTag_IsNotSentAgain()
    {
        string id = await _server.SendImageAsync(TestServer.Photo(300, 280));
        using HttpResponseMessage first = await _server.Client.GetAsync($"/v1/images/{id}/tiles/0/1/1", TestServer.Token);

        using HttpResponseMessage again = await AskAsync($"/v1/images/{id}/tiles/0/1/1", first.Headers.ETag!), other = await AskAsync($"/v1/images/{id}/tiles/0/0/1", first.Headers.ETag!);

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (again.StatusCode, other.StatusCode));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestServer.Token));
    }

    [Fact]
    public async Task Overview_OfALargePicture_IsSmallAndOfASmallOneItself()
    {
        string large = await _server.SendImageAsync(TestServer.Photo(2100, 700)), small = await _server.SendImageAsync(TestServer.Photo(300, 280));

        byte[] seen = await _server.Client.GetByteArrayAsync($"/v1/images/{large}/overview", TestServer.Token), whole = await _server.Client.GetByteArrayAsync($"/v1/images/{small}/overview", TestServer.Token);

        Assert.Equal(new PixelSize(525, 175), ImageFile.ReadHeader(seen).Size);
        Assert.Equal(Pictures.Noise(300, 280).ComputeHash(), ImageFile.Load(whole, null, TestServer.Token).ComputeHash());
    }

    [Theory]
    [InlineData("tiles/2/0/0", HttpStatusCode.NotFound)]
    [InlineData("tiles/0/2/0", HttpStatusCode.NotFound)]
    [InlineData("tiles/0/-1/0", HttpStatusCode.BadRequest)]
    [InlineData("tiles/a/0/0", HttpStatusCode.BadRequest)]
    [InlineData("tiles/0/99999999999/0", HttpStatusCode.BadRequest)]
    [InlineData("tiles/0/0", HttpStatusCode.NotFound)]
    public async Task Tile_ThatIsNotThere_IsRefused(string path, HttpStatusCode status)
    {
        string id = await _server.SendImageAsync(TestServer.Photo(300, 280));

        using HttpResponseMessage response = await _server.Client.GetAsync($"/v1/images/{id}/{path}", TestServer.Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Patch_OneTile_ChangesThereAndAnswersTheArea()
    {
        string image = await _server.SendImageAsync(TestServer.Photo(300, 280));
        string mask = await DrawAsync(image, "rect:10,10,20,20");
        var tile = new Mask(new PixelSize(44, 24), new PixelRect(4, 4, 10, 10));
        tile.Values.AsSpan().Fill(1f);

        JsonNode changed = await PatchAsync(mask, (1, 1, tile), HttpStatusCode.OK);

        Assert.Equal(mask, (string)changed["id"]!);
        Assert.Equal(500, (long)changed["mask"]!["filled_pixels"]!);
        Assert.Equal(2, (int)changed["mask"]!["regions"]!);
        Assert.Equal("[10,10,260,260]", changed["mask"]!["bounds"]!.ToJsonString());
        byte[] file = await _server.Client.GetByteArrayAsync($"/v1/masks/{mask}/content", TestServer.Token);
        Assert.Equal(1f, ImageFile.LoadMask(file)[265, 265]);
        Assert.Equal(500, (long)(await _server.GetAsync($"/v1/masks/{mask}"))["mask"]!["filled_pixels"]!);
    }

    [Fact]
    public async Task Patch_MaskOfAJob_LeavesTheJobsMaskAsItWas()
    {
        string image = await _server.SendImageAsync(TestServer.Photo());
        string mask = await DrawAsync(image, "rect:20,15,8,6");
        using HttpResponseMessage before = await _server.PostJsonAsync("/v1/jobs?wait=60", $$$"""{"workflow": "fill", "engine": "smooth", "image": {"id": "{{{image}}}"}, "mask": {"id": "{{{mask}}}"}}""");
        JsonNode job = await TestServer.ReadAsync(before);

        var empty = new Mask(new PixelSize(48, 40), new PixelRect(1, 1, 3, 3));
        empty.Values.AsSpan().Fill(1f);
        await PatchAsync(mask, (0, 0, empty), HttpStatusCode.OK);

        Assert.Equal(48, (long)(await _server.GetAsync($"/v1/jobs/{job["id"]}"))["mask"]!["filled_pixels"]!);
        Assert.Equal(9, (long)(await _server.GetAsync($"/v1/masks/{mask}"))["mask"]!["filled_pixels"]!);
    }

    [Fact]
    public async Task Patch_TilesThatDoNotFit_AreRefusedAndNothingChanges()
    {
        string image = await _server.SendImageAsync(TestServer.Photo(300, 280));
        string mask = await DrawAsync(image, "rect:10,10,20,20");

        Assert.Contains("has no tile (2, 0)", (string)(await PatchAsync(mask, (2, 0, new Mask(new PixelSize(44, 24))), HttpStatusCode.UnprocessableEntity))["detail"]!, StringComparison.Ordinal);
        Assert.Contains("its place is 44×24", (string)(await PatchAsync(mask, (1, 1, new Mask(new PixelSize(40, 24))), HttpStatusCode.UnprocessableEntity))["detail"]!, StringComparison.Ordinal);
        using HttpResponseMessage none = await SendAsync(mask, """{"tiles": []}"""), wrong = await SendAsync(mask, """{"tiles": [{"x": 0, "y": 0, "base64": "AAAA"}]}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (none.StatusCode, wrong.StatusCode));
        Assert.Equal(400, (long)(await _server.GetAsync($"/v1/masks/{mask}"))["mask"]!["filled_pixels"]!);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        return await _server.Client.SendAsync(request, TestServer.Token);
    }

    private async Task<string> DrawAsync(string image, string expression)
    {
        using HttpResponseMessage drawn = await _server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "{{{expression}}}"}}""");
        return (string)(await TestServer.ReadAsync(drawn))["id"]!;
    }

    private Task<HttpResponseMessage> SendAsync(string mask, string json) =>
        _server.Client.PatchAsync($"/v1/masks/{mask}", new StringContent(json, System.Text.Encoding.UTF8, "application/json"), TestServer.Token);

    private async Task<JsonNode> PatchAsync(string mask, (int X, int Y, Mask Values) tile, HttpStatusCode status)
    {
        string base64 = Convert.ToBase64String(ImageFile.Encode(MaskImage.ToImage16(tile.Values), FileFormat.Png));
        using HttpResponseMessage response = await SendAsync(mask, $$$"""{"tiles": [{"x": {{{tile.X}}}, "y": {{{tile.Y}}}, "base64": "{{{base64}}}"}]}""");
        JsonNode record = await TestServer.ReadAsync(response);
        Assert.True(response.StatusCode == status, record.ToJsonString());
        return record;
    }
}
