using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Security;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>With keys nobody comes in without one, and nobody sees what another key made.</summary>
public sealed class OwnerTests
{
    [Fact]
    public async Task EveryRoute_WithoutAKey_IsRefusedOnceThereAreKeys()
    {
        await using TestServer server = await TestServer.StartAsync();
        Keys(server).Add("alice", readOnly: false);

        foreach (Route route in server.Server.Routes)
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Pattern.Replace("{id}", new string('0', 32), StringComparison.Ordinal));
            using HttpResponseMessage response = await server.Client.SendAsync(request, TestServer.Token);
            Assert.True(route.IsOpen ? response.IsSuccessStatusCode : response.StatusCode == HttpStatusCode.Unauthorized, $"{route.Method} {route.Pattern}: {response.StatusCode}");
        }
    }

    // A law over all routes: whatever Alice made, Bob gets the answer that nobody made it.
    [Fact]
    public async Task EveryRoute_ForAnothersObject_Is404AsIfThereWereNone()
    {
        await using TestServer server = await TestServer.StartAsync();
        (string alice, string bob) = (Keys(server).Add("alice", readOnly: false), Keys(server).Add("bob", readOnly: false));
        As(server, alice);
        JsonNode job = await server.AcceptAsync(TestServer.Job(), "?wait=30");
        string image = await server.SendImageAsync(TestServer.Photo());
        using HttpResponseMessage drawn = await server.PostJsonAsync("/v1/masks", $$$"""{"image": {"id": "{{{image}}}"}, "mask": {"expression": "rect:2,3,10,5"}}""");
        string mask = (string)(await TestServer.ReadAsync(drawn))["id"]!;
        (string Part, string Id)[] objects = [("/v1/jobs/{id}", (string)job["id"]!), ("/v1/images/{id}", image), ("/v1/masks/{id}", mask), ("/v1/results/{sha256}", (string)job["outputs"]![0]!["sha256"]!)];

        int asked = 0;
        foreach (Route route in server.Server.Routes.Where(route => route.Pattern.Contains('{') && !route.Pattern.StartsWith("/v1/models", StringComparison.Ordinal)).OrderBy(route => route.Method == "DELETE"))
        {
            (string part, string id) = objects.Single(o => route.Pattern.StartsWith(o.Part, StringComparison.Ordinal));
            string path = Regex.Replace(route.Pattern.Replace(part[part.IndexOf('{')..], id, StringComparison.Ordinal), "\\{(level|x|y)\\}", "0") + $"?image={image}";
            As(server, bob);
            HttpStatusCode foreign = await StatusAsync(server, route.Method, path);
            HttpStatusCode unknown = await StatusAsync(server, route.Method, path.Replace(id, new string('f', id.Length), StringComparison.Ordinal));
            As(server, alice);
            HttpStatusCode own = await StatusAsync(server, route.Method, path);

            Assert.True((foreign, unknown) == (HttpStatusCode.NotFound, HttpStatusCode.NotFound), $"{route.Method} {route.Pattern}: {foreign}, {unknown}");
            Assert.True((int)own < 300, $"{route.Method} {route.Pattern}: {own}");
            asked++;
        }

        As(server, bob);
        Assert.Empty((await server.GetAsync("/v1/jobs"))["jobs"]!.AsArray());
        using HttpResponseMessage use = await server.PostJsonAsync("/v1/jobs", $$$"""{"workflow": "fill", "image": {"id": "{{{image}}}"}, "mask": {"id": "{{{mask}}}"}}""");
        Assert.Equal(HttpStatusCode.NotFound, use.StatusCode);
        Assert.InRange(asked, 11, 99);
    }

    [Fact]
    public async Task KeyThatMayOnlyRead_CannotChangeAnything()
    {
        await using TestServer server = await TestServer.StartAsync();
        As(server, Keys(server).Add("alice", readOnly: true));

        using HttpResponseMessage posted = await server.PostFormAsync(TestServer.Job(), TestServer.Photo());

        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "GET", "/v1/jobs"));
    }

    [Fact]
    public async Task Key_AsThePasswordOfBasic_ComesIn()
    {
        await using TestServer server = await TestServer.StartAsync();
        string key = Keys(server).Add("alice", readOnly: false);

        foreach ((string text, HttpStatusCode expected) in ((string, HttpStatusCode)[])
            [($"anyone:{key}", HttpStatusCode.OK), ("anyone:wrong", HttpStatusCode.Unauthorized), (key, HttpStatusCode.Unauthorized)])
        {
            server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)));
            Assert.Equal(expected, await StatusAsync(server, "GET", "/v1/jobs"));
        }
    }

    [Fact]
    public void Create_ForOthersWithoutKeys_IsRefused()
    {
        using var folder = new Infill.Tests.Support.TemporaryFolder();
        var options = new ServerOptions { Folder = folder.Path, Address = System.Net.IPAddress.Any, Port = 0 };

        ServerException refusal = Assert.Throws<ServerException>(() => InfillServer.Create(options, new Engines.EngineCatalog(), new ServiceSurroundings(TimeProvider.System, _ => { })));

        Assert.Contains("infill serve keys add", refusal.Message, StringComparison.Ordinal);
    }

    private static string EmptyTile { get; } = $$$"""{"tiles": [{"x": 0, "y": 0, "base64": "{{{Convert.ToBase64String(ImageFile.Encode(MaskImage.ToImage16(new Mask(new PixelSize(48, 40))), FileFormat.Png))}}}"}]}""";

    private static KeyFile Keys(TestServer server) => new(Path.Combine(server.Folder, "data"), server.Clock);

    private static void As(TestServer server, string key) => server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "PATCH" ? new StringContent(EmptyTile, System.Text.Encoding.UTF8, "application/json") : null;
        using HttpResponseMessage response = await server.Client.SendAsync(request, TestServer.Token);
        return response.StatusCode;
    }
}
