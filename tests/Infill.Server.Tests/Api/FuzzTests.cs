using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>Changed requests to every route and dialect, tools included. Each is answered, in its dialect, and none with a fault of the server.</summary>
public sealed partial class FuzzTests
{
    private const int AtOnce = 8;

    /// <summary>INFILL_FUZZ=10000 is the long run.</summary>
    private static readonly int Requests = int.TryParse(Environment.GetEnvironmentVariable("INFILL_FUZZ"), out int requests) ? requests : 10_000;

    private static readonly FileFormat[] Formats = [FileFormat.Png, FileFormat.Jpeg, FileFormat.Webp, FileFormat.Tiff, FileFormat.Gif, FileFormat.Heif];

    private readonly byte[][] _pictures = [.. Formats.Select(format => ImageFile.Encode(format == FileFormat.Gif ? Pictures.Flat(9, 7, 0.5) : Pictures.Noise(9, 7), format))];
    private readonly byte[] _mask = EditMask.Png(9, 7, new PixelRect(2, 2, 3, 3));

    [Fact]
    public async Task AnyChangedRequest_IsAnsweredInItsDialectAndNeverWithAFault()
    {
        await using TestServer server = await TestServer.StartAsync(
            new ServerLimits { RequestsPerMinute = int.MaxValue, Queue = new(16, 16), Pixels = 20_000, Workers = 2 }, Decoders.Own with { Processes = 2 });
        server.Gate.Open();
        Property alice = await Property.MakeAsync(server, "alice", seed: 1), bob = await Property.MakeAsync(server, "bob", seed: 2);
        Property.As(server, bob.Key);
        Route[] routes = [.. server.Server.Routes, new Route("POST", "/mcp", "", _ => Task.CompletedTask)];
        var statuses = new Dictionary<int, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token }, async (i, cancellation) =>
        {
            var mutation = new Mutation(new Random(i));
            Route route = routes[i % routes.Length];
            using HttpRequestMessage request = Make(route, mutation, alice, bob);
            string what = $"request {i}, {request.Method} {request.RequestUri}";
            using HttpResponseMessage response = await server.Client.SendAsync(request, cancellation);
            string answer = await response.Content.ReadAsStringAsync(cancellation);
            Require(response, answer, what, server);
            lock (statuses)
            {
                statuses[(int)response.StatusCode] = statuses.GetValueOrDefault((int)response.StatusCode) + 1;
            }
        });

        string count = string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine(count);
        Assert.True(statuses.Count > 5, count);
        Assert.DoesNotContain(server.Log, line => line.Contains("Exception", StringComparison.Ordinal));
        using HttpResponseMessage ready = await server.Client.GetAsync("/health/ready", Token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("succeeded", (string)(await AcceptAsync(server))["state"]!);
    }

    private static CancellationToken Token => TestServer.Token;

    // The queue may still be full of what was let in.
    private static async Task<JsonNode> AcceptAsync(TestServer server)
    {
        for (; ; )
        {
            using HttpResponseMessage response = await server.PostFormAsync(TestServer.Job(), TestServer.Photo(), "?wait=60");
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
            {
                return await TestServer.ReadAsync(response);
            }

            await Task.Delay(200, Token);
        }
    }

    private static void Require(HttpResponseMessage response, string answer, string what, TestServer server)
    {
        int status = (int)response.StatusCode;
        Assert.True(status < 500, $"{what}: {status} {answer}\n{string.Join('\n', server.Log)}");
        Assert.DoesNotMatch(@"   at \w+\.|System\.\w+Exception|Infill\.[A-Z]\w+\.", answer);
        if (status < 400 || what.Contains("/mcp", StringComparison.Ordinal) || what.Contains(" HEAD ", StringComparison.Ordinal))
        {
            return;
        }

        // A line or head that is too long is refused by the framework before there is a request.
        if (status is 414 or 431 && answer.Length == 0)
        {
            return;
        }

        Assert.True(answer.StartsWith('{'), $"{what}: {status} {answer}");
        JsonNode problem = JsonNode.Parse(answer) ?? throw new InvalidOperationException($"{what}: {status} without a reason");
        bool isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json" && (int?)problem["status"] == status;
        Assert.True(isProblem || problem["error"] is not null, $"{what}: {status} {answer}");
    }

    private HttpRequestMessage Make(Route route, Mutation mutation, Property alice, Property bob)
    {
        string[] ids = [bob.Image, bob.Mask, bob.Job, bob.Result, alice.Image, alice.Job, new string('0', 32), mutation.Text()];
        string path = Parameter().Replace(route.Pattern, _ => Uri.EscapeDataString(Safe(mutation.Pick(ids)).Replace("\0", "", StringComparison.Ordinal)));
        string query = mutation.Now(3) ? $"?{mutation.Pick(["wait", "image", "id", "x"])}={Uri.EscapeDataString(mutation.Now(2) ? mutation.Pick(["0", "1", "-1", "x"]) : Safe(mutation.Pick(ids)))}" : "";
        string method = mutation.Now(30) ? mutation.Pick(["GET", "PUT", "PATCH", "DELETE", "HEAD"]) : route.Method;

        // What everyone else works with stays.
        if (method == "DELETE" && bob.Ids.Any(path.Contains))
        {
            method = "GET";
        }

        var request = new HttpRequestMessage(new HttpMethod(method), path + query);
        if (method is not ("GET" or "HEAD"))
        {
            request.Content = Body(route, mutation, bob);
        }

        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (mutation.Now(10))
        {
            request.Headers.TryAddWithoutValidation(mutation.Pick(["Range", "If-None-Match", "Idempotency-Key", "Mcp-Session-Id", "MCP-Protocol-Version", "Last-Event-ID"]), mutation.Pick(["bytes=0-", "bytes=9-1", "*", "\"x\"", "x", new string('k', 300)]));
        }

        return request;
    }

    private ByteArrayContent Body(Route route, Mutation mutation, Property bob)
    {
        byte[] picture = mutation.Pick(_pictures);
        picture = mutation.Now(2) ? mutation.Change(picture) : picture;
        string sent = Convert.ToBase64String(picture), mask = Convert.ToBase64String(_mask);
        bool isForm = route.Takes.Any(take => take.Media == "multipart/form-data") && mutation.Now(2);
        if (route.Pattern == "/v1/images")
        {
            return Typed(picture, mutation.Now(8) ? mutation.Pick(["text/plain", "application/json", "image/x"]) : "image/png");
        }

        string json = route.Pattern switch
        {
            "/v1/masks" => $$$"""{"image": {"id": "{{{bob.Image}}}"}, "mask": {"expression": "rect:2,3,10,5 - ellipse:5,5,2,2"}}""",
            "/v1/images/edits" => $$$"""{"model": "smooth", "prompt": "x", "images": [{"image_url": "data:image/png;base64,{{{sent}}}"}], "mask": {"image_url": "data:image/png;base64,{{{mask}}}"}, "n": 1, "size": "auto", "quality": "low", "stream": false, "output_format": "png"}""",
            "/sdapi/v1/img2img" => $$$"""{"init_images": ["{{{sent}}}"], "mask": "{{{mask}}}", "mask_blur": 0, "seed": 3, "steps": 4, "batch_size": 1, "inpainting_fill": 1, "override_settings": {"sd_model_checkpoint": "smooth"}}""",
            "/sdapi/v1/options" => """{"sd_model_checkpoint": "smooth"}""",
            "/mcp" => Call(mutation, bob, sent),
            "/v1/jobs" when mutation.Now(4) => $$$"""{"workflow": "swap-background", "image": {"base64": "{{{sent}}}"}, "mask": {"expression": "rect:2,2,4,3"}, "swap": {"background": "gradient:white-#334455@out", "shadow": "contact", "canvas": "12x10", "margin_percent": 5, "edges": "keep"}, "output": {"format": "png"}}""",
            "/v1/jobs" when mutation.Now(4) => $$$"""{"workflow": "refine", "engine": "smooth", "image": {"base64": "{{{sent}}}"}, "mask": {"expression": "rect:2,2,4,3"}, "plan": {"runAll": true, "passes": [{"name": "a", "place": {"region": "border", "borderPx": 1}, "fill": {"contextScale": 1.5, "seedOffset": 1, "blend": "poisson"}}, {"name": "b", "needs": ["a"], "when": ["seam"]}]}, "attempts": 2}""",
            _ => $$$"""{"workflow": "fill", "engine": "smooth", "image": {"base64": "{{{sent}}}"}, "mask": {"expression": "rect:2,2,3,3"}, "seed": 3, "context": 64, "priority": 1, "options": {"grow_px": 1, "blend": "auto"}, "guides": [[[0, 1], [5, 5]]], "output": {"format": "png", "count": 1}, "dry_run": {{{(mutation.Now(2) ? "true" : "false")}}}}""",
        };
        return isForm ? Form(route, mutation, json, picture) : Typed(mutation.Change(json), mutation.Now(20) ? mutation.Pick(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) : "application/json");
    }

    private ByteArrayContent Form(Route route, Mutation mutation, string json, byte[] picture)
    {
        JsonObject members = JsonNode.Parse(json)!.AsObject();
        members.Remove("image");
        using var form = new MultipartFormDataContent("b");
        if (route.Pattern == "/v1/jobs")
        {
            form.Add(new ByteArrayContent(mutation.Now(2) ? mutation.Change(members.ToJsonString()) : Encoding.UTF8.GetBytes(members.ToJsonString())), "job");
        }
        else
        {
            form.Add(new StringContent(mutation.Now(3) ? Safe(mutation.Text()) : "x"), mutation.Pick(["prompt", "n", "size", "quality", "background", "stream", "user"]));
            form.Add(new StringContent("smooth"), "model");
            form.Add(new ByteArrayContent(_mask), "mask", "mask.png");
        }

        form.Add(new ByteArrayContent(picture), "image", "../../a.png");
        byte[] body = form.ReadAsByteArrayAsync(CancellationToken.None).GetAwaiter().GetResult();
        return Typed(mutation.Now(2) ? mutation.Change(body) : body, "multipart/form-data; boundary=b");
    }

    private static string Call(Mutation mutation, Property bob, string picture)
    {
        string arguments = mutation.Pick([
            $$$"""{"base64": "{{{picture}}}"}""", $$$"""{"image": "{{{bob.Image}}}"}""", $$$"""{"image": "{{{bob.Image}}}", "box": [1, 1, 4, 4]}""", $$$"""{"image": "{{{bob.Image}}}", "mask": "{{{bob.Mask}}}"}""",
            $$$"""{"image": "{{{bob.Image}}}", "right": 4}""", $$$"""{"image": "{{{bob.Image}}}", "mask": "{{{bob.Mask}}}", "background": "none", "canvas": "20x20"}""", $$$"""{"image": "{{{bob.Image}}}", "mask": "{{{bob.Mask}}}", "engine": "smooth", "plan": {"passes": [{"name": "a"}]}}""", $$$"""{"job": "{{{bob.Job}}}"}""", $$$"""{"before": "{{{bob.Image}}}", "after": "{{{bob.Image}}}"}"""]);
        string tool = mutation.Pick(["load_image", "describe_image", "propose_mask", "preview_mask", "plan_edit", "remove_object", "replace_region", "extend_image", "job_status", "cancel_job", "compare", "undo", "refine", "edit_mask"]);
        return $$$"""{"jsonrpc": "2.0", "id": 1, "method": "{{{mutation.Pick(["tools/call", "tools/call", "tools/call", "tools/list", "initialize", "ping", "resources/read"])}}}", "params": {"name": "{{{tool}}}", "arguments": {{{arguments}}}}}""";
    }

    private static ByteArrayContent Typed(byte[] bytes, string media)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(media);
        return content;
    }

    // What HttpClient itself would refuse to send is another test's: requests as bytes.
    private static string Safe(string text) => new([.. text.Where(c => !char.IsSurrogate(c) && c != '\uFFFD')]);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
