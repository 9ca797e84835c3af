using System.Net;
using Infill.Server.Fetching;
using Infill.Server.Running;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Fetching;

/// <summary>Nothing is fetched but from hosts that were named, and never from within the machine or its network, whatever their names stand for.</summary>
public sealed class UrlFetcherTests : IDisposable
{
    private readonly WebHost _host = new();

    private static CancellationToken Token => TestServer.Token;

    // The host is among the named ones each time: only its address speaks against it.
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://127.255.255.254/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://0/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://167772161/")]
    [InlineData("http://172.16.0.1/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://0300.0250.0.1/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://0xa9fea9fe/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://100.100.100.200/")]
    [InlineData("http://192.0.0.192/")]
    [InlineData("http://198.18.0.1/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://255.255.255.255/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[64:ff9b::127.0.0.1]/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("http://[64:ff9b:1::a00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[2002:a9fe:a9fe::1]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fc00::1]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[ff02::1]/")]
    [InlineData("http://[2001:0:7f00:1::]/")]
    [InlineData("http://localhost/")]
    [InlineData("http://inside.example/", "10.1.2.3")]
    [InlineData("http://inside.example/", "::1", "169.254.169.254")]
    public async Task FetchAsync_AddressWithinTheNetwork_IsNotConnectedTo(string url, params string[] addresses)
    {
        using var fetcher = new UrlFetcher(new FetchOptions
        {
            Hosts = [new Uri(url).IdnHost, new Uri(url).Host],
            Ports = [80, _host.Port],
            Resolve = addresses.Length == 0 ? Dns.GetHostAddressesAsync : (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()),
        });

        string refusal = await RefusalAsync(fetcher, new UriBuilder(url) { Port = _host.Port }.Uri.AbsoluteUri);

        Assert.Contains("no public address", refusal, StringComparison.Ordinal);
        Assert.Empty(_host.Requests);
    }

    [Theory]
    [InlineData("http://other.example/", "not one that this server may fetch from")]
    [InlineData("http://pictures.example.evil.example/", "not one that this server may fetch from")]
    [InlineData("http://pictures.example@other.example/", "without a user")]
    [InlineData("http://user:word@pictures.example/", "without a user")]
    [InlineData("http://pictures.example:22/", "port 22")]
    [InlineData("ftp://pictures.example/", "only http and https")]
    [InlineData("file:///etc/passwd", "only http and https")]
    [InlineData("gopher://pictures.example/", "only http and https")]
    [InlineData("http://", "only http and https")]
    public async Task FetchAsync_UrlThatMayNotBe_IsRefusedBeforeAnyLookUp(string url, string reason)
    {
        using var fetcher = new UrlFetcher(new FetchOptions { Hosts = ["pictures.example"], Resolve = (_, _) => throw new InvalidOperationException("It was looked up.") });

        Assert.Contains(reason, await RefusalAsync(fetcher, url), StringComparison.Ordinal);
    }

    // What a name meant when it was checked is what is connected to: it is looked up once for a connection.
    [Theory]
    [InlineData(true, "127.0.0.1", "127.0.0.2")]
    [InlineData(false, "127.0.0.2", "127.0.0.1")]
    [InlineData(true, "127.0.0.2 127.0.0.1", "127.0.0.2")]
    public async Task FetchAsync_NameThatChangesItsMeaning_IsTakenAtItsFirst(bool comes, params string[] lookUps)
    {
        int count = 0;
        _host.Answer = _ => (200, "", [1, 2, 3]);
        using UrlFetcher fetcher = Local(resolve: () => lookUps[Math.Min(count++, lookUps.Length - 1)].Split(' '));

        string? refusal = null;
        byte[]? content = null;
        try
        {
            content = await ReadAsync(fetcher, $"http://pictures.example:{_host.Port}/a");
        }
        catch (ProblemException reason)
        {
            refusal = reason.Message;
        }

        Assert.Equal((comes, 1), (refusal is null, count));
        Assert.Equal(comes ? [1, 2, 3] : null, content);
        Assert.Equal(comes ? 1 : 0, _host.Requests.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.2:{0}/b", "not one that this server may fetch from")]
    [InlineData("http://other.example:{0}/b", "not one that this server may fetch from")]
    [InlineData("http://inside.example:{0}/b", "no public address")]
    [InlineData("//inside.example:{0}/b", "no public address")]
    [InlineData("http://pictures.example:22/b", "port 22")]
    [InlineData("file:///etc/passwd", "only http and https")]
    [InlineData("/a", "more than 3 times")]
    public async Task FetchAsync_Redirection_IsCheckedLikeTheFirstAddress(string location, string reason)
    {
        _host.Answer = path => path == "/a" ? (302, $"Location: {string.Format(location, _host.Port)}\r\n", []) : (200, "", [1]);
        using UrlFetcher fetcher = Local();

        string refusal = await RefusalAsync(fetcher, $"http://pictures.example:{_host.Port}/a");

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("/b", _host.Requests);
    }

    [Theory]
    [InlineData(404, "", "answers 404")]
    [InlineData(304, "", "answers 304")]
    [InlineData(200, "Content-Length: 99999\r\n", "99999 bytes")]
    public async Task FetchAsync_AnswerThatIsNoPicture_IsRefused(int status, string headers, string reason)
    {
        _host.Answer = _ => (status, headers, []);
        using UrlFetcher fetcher = Local();

        Assert.Contains(reason, await RefusalAsync(fetcher, $"http://pictures.example:{_host.Port}/a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_UrlOfANamedHost_IsFetchedInBothDialectsAndNoOtherEver()
    {
        byte[] photo = TestServer.Photo(), mask = EditMask.Png(48, 40, new Infill.Imaging.PixelRect(20, 15, 8, 6));
        _host.Answer = path => path == "/moved" ? (302, "Location: /photo.png\r\n", []) : (200, "", path == "/mask.png" ? mask : photo);
        FetchOptions options = new() { Hosts = ["pictures.example"], Ports = [_host.Port], MayConnect = IPAddress.IsLoopback, Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        await using TestServer server = await TestServer.StartAsync(fetch: options), closed = await TestServer.StartAsync();
        string url = $"http://pictures.example:{_host.Port}";
        string edit = $$$"""{"model": "smooth", "images": [{"image_url": "{{{url}}}/moved"}], "mask": {"image_url": "{{{url}}}/mask.png"}, "prompt": "x"}""";
        string fill = $$$"""{"init_images": ["{{{url}}}/photo.png"], "mask": "{{{Convert.ToBase64String(White(48, 40, new Infill.Imaging.PixelRect(20, 15, 8, 6)))}}}", "seed": 1, "override_settings": {"sd_model_checkpoint": "smooth"}}""";

        using HttpResponseMessage edited = await server.PostJsonAsync("/v1/images/edits", edit);
        using HttpResponseMessage filled = await server.PostJsonAsync("/sdapi/v1/img2img", fill);
        int before = _host.Requests.Count;
        using HttpResponseMessage other = await server.PostJsonAsync("/v1/images/edits", edit.Replace("pictures.example", "other.example", StringComparison.Ordinal));
        using HttpResponseMessage refusedEdit = await closed.PostJsonAsync("/v1/images/edits", edit);
        using HttpResponseMessage refusedFill = await closed.PostJsonAsync("/sdapi/v1/img2img", fill);

        Assert.True(edited.IsSuccessStatusCode && filled.IsSuccessStatusCode, await edited.Content.ReadAsStringAsync(Token) + await filled.Content.ReadAsStringAsync(Token));
        Assert.All([other, refusedEdit, refusedFill], response => Assert.InRange((int)response.StatusCode, 400, 422));
        Assert.Contains("fetches nothing", (await TestServer.ReadAsync(refusedFill)).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(before, _host.Requests.Count);
    }

    public void Dispose() => _host.Dispose();

    private UrlFetcher Local(Func<string[]>? resolve = null) => new(new FetchOptions
    {
        Hosts = ["pictures.example", "inside.example"],
        Ports = [80, _host.Port],
        MayConnect = address => address.Equals(IPAddress.Loopback),
        Resolve = (name, _) => Task.FromResult((resolve?.Invoke() ?? [name == "inside.example" ? "127.0.0.2" : "127.0.0.1"]).Select(IPAddress.Parse).ToArray()),
    });

    private static byte[] White(int width, int height, Infill.Imaging.PixelRect hole)
    {
        var mask = new Infill.Imaging.Mask(new Infill.Imaging.PixelSize(width, height), hole);
        mask.Values.AsSpan().Fill(1f);
        return Infill.Imaging.ImageFile.Encode(Infill.Imaging.MaskImage.ToImage16(mask), Infill.Imaging.FileFormat.Png);
    }

    private static Task<byte[]> ReadAsync(UrlFetcher fetcher, string url) => fetcher.FetchAsync(
        url,
        1000,
        async (content, cancellation) =>
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellation);
            return copy.ToArray();
        },
        Token);

    private static async Task<string> RefusalAsync(UrlFetcher fetcher, string url)
    {
        ProblemException refusal = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(fetcher, url));
        Assert.Equal((422, "fetch"), (refusal.Explanation.Status, refusal.Explanation.Code));
        return refusal.Explanation.Detail;
    }
}
