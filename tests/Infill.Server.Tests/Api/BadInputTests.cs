using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Whatever comes, the answer is a 4xx problem document, and the server goes on.</summary>
public sealed class BadInputTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const int Mutations = 400;

    [Theory]
    [InlineData("""{"workflow": "paint"}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"grow_px": -1}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"grow_px": 513}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"feather_px": -1}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"feather_px": 513}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"fill_holes_px": -1}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"drop_specks_px": -1}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"grow_percent": -1}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"grow_percent": 101}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"blend": "magic"}}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"blend": 1}}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"grow_px": "3"}}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "options": {"grow": 3}}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "context": -1}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "priority": 11}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "priority": -11}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "deadline_seconds": 604801}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "output": {"count": 0}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "output": {"jpeg_quality": 101}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "guides": [[[1, 1]]]}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "exclude": {}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "exclude": {"expression": "rect:1,1"}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "output": {"format": "bmp"}}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "prompt": 5}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "dry_run": "yes"}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "seed": 1.5}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "engine": null, "engine": "patch"}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "image": "x"}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "exclude": {"id": "x"}}""", 404, "not-found")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2", "polarity": "black"}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2", "polarity": "grey"}}""", 400, "malformed")]
    [InlineData("""{"workflow": "extend", "extend": {"left": 1.5}}""", 400, "malformed")]
    [InlineData("""{"mask": {"expression": "rect:1,1,2,2"}}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "msak": {}}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "workflow": "remove"}""", 400, "malformed")]
    [InlineData("""{"workflow": 1}""", 400, "malformed")]
    [InlineData("null", 400, "malformed")]
    [InlineData("[]", 400, "malformed")]
    [InlineData("", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "guides": [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill"}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2", "alpha": true}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1"}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "/etc/passwd"}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2 + ../secret.png"}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:0,0,48,40"}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"alpha": true}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"id": "00000000000000000000000000000000"}}""", 404, "not-found")]
    [InlineData("""{"workflow": "fill", "mask": {"id": "../../etc/passwd"}}""", 404, "not-found")]
    [InlineData("""{"workflow": "fill", "mask": {"base64": "!!"}}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"base64": "AAAA"}}""", 422, "picture")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "engine": "none"}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "seed": -1}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "seed": 99999999999}""", 400, "malformed")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "prompt": "a cat"}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "context": 5000}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "guides": [[[1]]]}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "output": {"count": 17}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "output": {"jpeg_quality": 0}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "deadline_seconds": 0}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "diffusion": {"steps": 3}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "fill", "mask": {"expression": "rect:1,1,2,2"}, "extend": {"left": 3}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "replace", "mask": {"expression": "rect:1,1,2,2"}, "prompt": "a cat"}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "extend"}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "extend", "extend": {}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "extend", "extend": {"left": -3}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "extend", "extend": {"left": 2000000000}}""", 413, "limit")]
    [InlineData("""{"workflow": "extend", "extend": {"ratio": "6:5"}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "extend", "extend": {"ratio": "0:1"}}""", 422, "invalid-request")]
    [InlineData("""{"workflow": "extend", "extend": {"ratio": "16:9", "left": 1}}""", 422, "invalid-request")]
    public async Task Post_JobThatCannotBe_IsRefusedWithAReason(string job, int status, string code)
    {
        TestServer server = shared.Server;

        using HttpResponseMessage response = await server.PostFormAsync(job, TestServer.Photo());
        JsonNode problem = await TestServer.ReadAsync(response);

        Assert.True((status, $"/problems/{code}") == ((int)response.StatusCode, (string?)problem["type"]), problem.ToJsonString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.DoesNotMatch("System\\.|Infill\\.[A-Z]|   at ", problem.ToJsonString());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "blobs")));
        Assert.Empty(server.Log);
    }

    [Theory]
    [InlineData("text/plain", "{}", 415)]
    [InlineData("application/x-www-form-urlencoded", "job={}", 415)]
    [InlineData(null, "{}", 415)]
    [InlineData("multipart/form-data", "x", 400)]
    [InlineData("multipart/form-data; boundary=", "x", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=job\r\n\r\n{}", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=other\r\n\r\nx\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "nothing of the kind", 400)]
    public async Task Post_BodyOfAnotherKind_IsRefused(string? media, string body, int status)
    {
        TestServer server = shared.Server;
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", media);

        using HttpResponseMessage response = await server.Client.PostAsync("/v1/jobs", content, TestServer.Token);

        Assert.True((int)response.StatusCode == status, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(TestServer.Token)}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("GET", "/v1/jobs/../../etc/passwd", 404)]
    [InlineData("GET", "/v1/results/..%2f..%2fjobs.db", 404)]
    [InlineData("PUT", "/v1/jobs", 405)]
    [InlineData("GET", "/v1/jobs/00000000000000000000000000000000/events", 404)]
    [InlineData("GET", "/v1/jobs/00000000000000000000000000000000?wait=x", 404)]
    [InlineData("POST", "/v1/jobs?wait=61", 400)]
    [InlineData("POST", "/v1/jobs?wait=-1", 400)]
    public async Task Request_ForWhatIsNotThere_IsAProblem(string method, string path, int status)
    {
        TestServer server = shared.Server;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Client.BaseAddress!, path));

        using HttpResponseMessage response = await server.Client.SendAsync(request, TestServer.Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Post_DamagedPicture_FailsTheRequestAndNotTheServer()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] photo = TestServer.Photo();

        using HttpResponseMessage response = await server.PostFormAsync(TestServer.Job(), photo[..(photo.Length / 2)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("/problems/picture", (string)(await TestServer.ReadAsync(response))["type"]!);
        Assert.Equal("succeeded", (string)(await server.AcceptAsync(TestServer.Job(), "?wait=30"))["state"]!);
    }

    [Fact]
    public async Task Post_CutOffUpload_LeavesNothingAndNoJob()
    {
        await using TestServer server = await TestServer.StartAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port, TestServer.Token);
            byte[] head = Encoding.ASCII.GetBytes("POST /v1/images HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\n");
            await client.GetStream().WriteAsync((byte[])[.. head, .. TestServer.Photo()], TestServer.Token);
        }

        // The server notices when it next reads; a whole job after it shows that it goes on.
        await server.AcceptAsync(TestServer.Job(), "?wait=30");
        for (int i = 0; i < 100 && Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "incoming")).Any(); i++)
        {
            await Task.Delay(20, TestServer.Token);
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "incoming")));
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "blobs")).Count());
    }

    // Bytes of real requests, changed, cut and doubled at seeded places, each on a connection of its own.
    [Fact]
    public async Task AnyMutatedRequest_NeverGives5xxNorEndsTheServer()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Queue = new(Length: 4, PerOwner: 4) });
        byte[][] seeds = [.. Seeds(await server.SendImageAsync(TestServer.Photo(9, 7)))];
        var random = new Random(20);
        var statuses = new Dictionary<int, int>();

        for (int i = 0; i < Mutations; i++)
        {
            byte[] request = Mutate(seeds[i % seeds.Length], random);
            int status = await SendAsync(server.Client.BaseAddress!, request);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            // 505 is what a damaged "HTTP/1.1" deserves.
            Assert.True(status is 0 or (>= 100 and < 500) or 505, $"mutation {i} gave {status}: {Encoding.Latin1.GetString(request)}\n{string.Join('\n', server.Log)}");
        }

        Assert.True(statuses.Count > 4, string.Join(", ", statuses));
        Assert.Equal("ok", (string)(await server.GetAsync("/health"))["status"]!);
    }

    private static IEnumerable<byte[]> Seeds(string image)
    {
        string job = $$$"""{"workflow":"fill","engine":"smooth","image":{"id":"{{{image}}}"},"mask":{"expression":"rect:2,2,3,3"},"seed":3,"options":{"grow_px":1,"blend":"auto"},"guides":[[[0,1],[5,5]]]}""";
        yield return Request("POST", "/v1/jobs", "application/json", Encoding.UTF8.GetBytes(job));
        yield return Request("POST", "/v1/masks", "application/json", Encoding.UTF8.GetBytes($$$"""{"image":{"id":"{{{image}}}"},"mask":{"expression":"rect:2,2,3,3 - ellipse:3,3,1,1"}}"""));
        yield return Request("POST", "/v1/images", "image/png", TestServer.Photo(9, 7));
        byte[] form =
        [
            .. Encoding.ASCII.GetBytes("--b\r\nContent-Disposition: form-data; name=\"job\"\r\n\r\n" + job.Replace($$"""
                "image":{"id":"{{image}}"},
                """, "", StringComparison.Ordinal) + "\r\n--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\n"),
            .. TestServer.Photo(9, 7),
            .. Encoding.ASCII.GetBytes("\r\n--b--\r\n"),
        ];
        yield return Request("POST", "/v1/jobs", "multipart/form-data; boundary=b", form);
        yield return Request("GET", $"/v1/images/{image}/content", "text/plain", []);
    }

    private static byte[] Request(string method, string path, string media, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=0-9\r\nContent-Type: {media}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at))); break;
                default: bytes.Insert(at, "\0\"{}[]-9,:\r\n%/"u8[random.Next(14)]); break;
            }
        }

        return [.. bytes];
    }

    private static async Task<int> SendAsync(Uri address, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestServer.Token);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(request, TestServer.Token);
        client.Client.Shutdown(SocketShutdown.Send);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, TestServer.Token);
        }
        catch (IOException)
        {
            // The server may close without a word on what is no HTTP.
        }

        string text = Encoding.Latin1.GetString(answer.ToArray());
        return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;
    }
}
