using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Pictures and masks that are sent ahead.</summary>
public sealed class PictureApiTests
{
    [Fact]
    public async Task Image_Sent_IsDescribedServedAndForgotten()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] photo = TestServer.Photo(31, 17);
        string id = await server.SendImageAsync(photo);

        JsonNode record = await server.GetAsync($"/v1/images/{id}");
        byte[] content = await server.Client.GetByteArrayAsync($"/v1/images/{id}/content", TestServer.Token);
        using HttpResponseMessage gone = await server.Client.DeleteAsync($"/v1/images/{id}", TestServer.Token);
        using HttpResponseMessage after = await server.Client.GetAsync($"/v1/images/{id}", TestServer.Token);

        Assert.Equal((31, 17, "png", (long)photo.Length), ((int)record["width"]!, (int)record["height"]!, (string)record["format"]!, (long)record["bytes"]!));
        Assert.Equal(TimeSpan.FromHours(24), (DateTimeOffset)record["expires"]! - (DateTimeOffset)record["created"]!);
        Assert.Equal(photo, content);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (gone.StatusCode, after.StatusCode));
        Assert.Contains("send it again to /v1/images", (string)(await TestServer.ReadAsync(after))["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_TooManyPixels_IsRefusedByItsHeaderAndNotKept()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Pixels = 1000 });

        using HttpResponseMessage response = await SendAsync(server, TestServer.Photo(40, 26));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("/problems/limit", (string)(await TestServer.ReadAsync(response))["type"]!);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(server.Folder, "data"), "*", SearchOption.AllDirectories), path => !Path.GetFileName(path).Contains('.'));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Image_TooManyBytes_IsRefusedWhetherItSaysSoOrNot(bool saysItsLength)
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { BodyBytes = 1000 });
        byte[] photo = TestServer.Photo(600, 600);
        using HttpContent content = saysItsLength ? new ByteArrayContent(photo) : new StreamContent(new Drip(photo));
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");

        using HttpResponseMessage response = await server.Client.PostAsync("/v1/images", content, TestServer.Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "incoming")));
    }

    [Fact]
    public async Task Mask_Drawn_SaysWhatItFillsAndShowsIt()
    {
        await using TestServer server = await TestServer.StartAsync();
        string image = await server.SendImageAsync(TestServer.Photo());

        using HttpResponseMessage response = await server.PostJsonAsync(
            "/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "rect:2,3,10,5 + rect:30,20,4,4"}}""");
        JsonNode mask = await TestServer.ReadAsync(response);
        byte[] content = await server.Client.GetByteArrayAsync($"/v1/masks/{mask["id"]}/content", TestServer.Token);
        byte[] preview = await server.Client.GetByteArrayAsync($"/v1/masks/{mask["id"]}/preview?image={image}", TestServer.Token);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("[2,3,32,21]", mask["mask"]!["bounds"]!.ToJsonString());
        Assert.Equal((66, 2), ((int)mask["mask"]!["filled_pixels"]!, (int)mask["mask"]!["regions"]!));
        Assert.Equal(66, ImageFile.LoadMask(content).CountFilled());
        Image shown = ImageFile.Load(preview, null, TestServer.Token);
        Assert.Equal((new PixelSize(48, 40), 255, 255, 0), (shown.Size, shown[2, 3, 0], shown[2, 3, 1], shown[2, 3, 2]));
    }

    [Fact]
    public async Task Mask_UsedAsAnImage_IsNotThere()
    {
        await using TestServer server = await TestServer.StartAsync();
        string image = await server.SendImageAsync(TestServer.Photo());
        using HttpResponseMessage drawn = await server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "rect:2,3,10,5"}}""");
        string mask = (string)(await TestServer.ReadAsync(drawn))["id"]!;

        foreach (string path in (string[])[$"/v1/images/{mask}", $"/v1/masks/{image}", $"/v1/masks/{mask}/preview?image={mask}", $"/v1/masks/{mask}/preview", "/v1/results/" + mask])
        {
            using HttpResponseMessage response = await server.Client.GetAsync(path, TestServer.Token);
            Assert.True(response.StatusCode == HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task Job_WhosePictureWasForgotten_StillRunsAfterARestart()
    {
        await using TestServer server = await TestServer.StartAsync();
        string image = await server.SendImageAsync(TestServer.Photo());
        using HttpResponseMessage response = await server.PostJsonAsync(
            "/v1/jobs", $$$"""{"workflow": "fill", "engine": "{{{WaitingEngine.Name}}}", "image": {"id": "{{{image}}}"}, "mask": {"expression": "rect:20,15,8,6"}}""");
        JsonNode job = await TestServer.ReadAsync(response);
        await server.BegunAsync();
        using HttpResponseMessage gone = await server.Client.DeleteAsync($"/v1/images/{image}", TestServer.Token);

        await server.StartAgainAsync();
        server.Gate.Open();

        Assert.Equal("succeeded", (string)(await server.WaitAsync(job))["state"]!);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestServer server, byte[] photo)
    {
        using var content = new ByteArrayContent(photo);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await server.Client.PostAsync("/v1/images", content, TestServer.Token);
    }

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class Drip(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
