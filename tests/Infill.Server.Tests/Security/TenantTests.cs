using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infill.Server.Http;
using Infill.Server.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Security;

/// <summary>Two keys on one server. Routes and tools are taken from the running server, so that a new one cannot be forgotten: whatever one key puts into its requests, no answer tells it anything of the other.</summary>
public sealed partial class TenantTests
{
    private static CancellationToken Token => TestServer.Token;

    [Fact]
    public async Task EveryRoute_WithAnothersIdsAnywhere_TellsNothingAndChangesNothing()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { RequestsPerMinute = 1_000_000 });
        Property alice = await Property.MakeAsync(server, "alice", seed: 1), bob = await Property.MakeAsync(server, "bob", seed: 2);
        string[] before = await LookAsync(server, alice);
        int asked = 0;
        foreach (Route route in server.Server.Routes.Where(route => !route.IsOpen))
        {
            foreach (string path in Paths(route, alice))
            {
                foreach (HttpContent? body in Bodies(route, alice, bob))
                {
                    Property.As(server, bob.Key);
                    using var request = new HttpRequestMessage(new HttpMethod(route.Method), path) { Content = body };
                    using HttpResponseMessage response = await server.Client.SendAsync(request, Token);
                    string answer = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync(Token)) + response.Headers;

                    Assert.All(alice.Secrets, secret => Assert.False(answer.Contains(secret, StringComparison.Ordinal), $"{route.Method} {path} tells {secret}: {answer[..Math.Min(300, answer.Length)]}"));
                    Assert.True((int)response.StatusCode < 500, $"{route.Method} {path}: {response.StatusCode} {answer}");
                    Assert.True(!path.Contains(alice.Image, StringComparison.Ordinal) || route.Pattern.StartsWith("/v1/models", StringComparison.Ordinal) || !response.IsSuccessStatusCode || !PathIds(route, path).Any(alice.Ids.Contains), $"{route.Method} {path}: {response.StatusCode}");
                    asked++;
                }
            }
        }

        Assert.Equal(before, await LookAsync(server, alice));
        Assert.InRange(asked, server.Server.Routes.Count(route => !route.IsOpen), int.MaxValue);
        Assert.Empty(server.Log);
    }

    // The other way round: what a key may see of its own it does see, so the test above looks for the right texts.
    [Fact]
    public async Task OwnKey_SeesWhatTheOtherMustNot()
    {
        await using TestServer server = await TestServer.StartAsync();
        Property alice = await Property.MakeAsync(server, "alice", seed: 1);

        string seen = string.Concat(await LookAsync(server, alice));

        Assert.All((string[])[alice.Image, alice.Mask, alice.Job, alice.Result, alice.PixelHash], id => Assert.Contains(id, seen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryTool_WithAnothersHandles_TellsNothing()
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { RequestsPerMinute = 1_000_000 });
        Property alice = await Property.MakeAsync(server, "alice", seed: 1), bob = await Property.MakeAsync(server, "bob", seed: 2);
        string[] before = await LookAsync(server, alice);
        await using McpClient client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions
            {
                Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"),
                TransportMode = HttpTransportMode.StreamableHttp,
                AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {bob.Key}" },
            }),
            cancellationToken: Token);

        int called = 0;
        foreach (McpClientTool tool in await client.ListToolsAsync(cancellationToken: Token))
        {
            foreach (string id in alice.Ids)
            {
                var arguments = (JsonNode.Parse(tool.JsonSchema.GetRawText())!["properties"]?.AsObject() ?? []).ToDictionary(pair => pair.Key, pair => Value(pair.Key, pair.Value, alice, id));
                CallToolResult result = await client.CallToolAsync(tool.Name, arguments.Where(pair => pair.Value is not null).ToDictionary(), cancellationToken: Token);
                string answer = string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text)) + result.StructuredContent?.GetRawText()
                    + string.Concat(result.Content.OfType<ImageContentBlock>().Select(block => Encoding.Latin1.GetString(block.DecodedData.Span)));

                Assert.All(alice.Secrets, secret => Assert.False(answer.Contains(secret, StringComparison.Ordinal), $"{tool.Name} tells {secret}: {answer[..Math.Min(300, answer.Length)]}"));
                called++;
            }
        }

        Assert.InRange(called, 40, 400);
        Assert.Equal(before, await LookAsync(server, alice));
    }

    [Fact]
    public async Task Dialect_SettingsAndProgress_AreEachKeysOwn()
    {
        await using TestServer server = await TestServer.StartAsync();
        Property alice = await Property.MakeAsync(server, "alice", seed: 1), bob = await Property.MakeAsync(server, "bob", seed: 2);
        Property.As(server, alice.Key);
        using HttpResponseMessage set = await server.PostJsonAsync("/sdapi/v1/options", """{"sd_model_checkpoint": "smooth"}""");
        JsonNode ofAlice = await server.GetAsync("/sdapi/v1/options");
        Property.As(server, bob.Key);
        JsonNode ofBob = await server.GetAsync("/sdapi/v1/options");

        Assert.Equal(("smooth", "patch"), ((string)ofAlice["sd_model_checkpoint"]!, (string)ofBob["sd_model_checkpoint"]!));
    }

    private static async Task<string[]> LookAsync(TestServer server, Property of)
    {
        Property.As(server, of.Key);
        string[] paths = [$"/v1/images/{of.Image}", $"/v1/masks/{of.Mask}", $"/v1/jobs/{of.Job}", "/v1/jobs", "/sdapi/v1/options"];
        var seen = new List<string>();
        foreach (string path in paths)
        {
            seen.Add(await server.Client.GetStringAsync(path, Token));
        }

        foreach (string path in (string[])[$"/v1/images/{of.Image}/content", $"/v1/masks/{of.Mask}/content", $"/v1/results/{of.Result}"])
        {
            seen.Add(Imaging.Sha256.Hash(await server.Client.GetByteArrayAsync(path, Token)));
        }

        return [.. seen];
    }

    // Every id of the other in every place of the path; what is no id (a level, a column) is 0.
    private static IEnumerable<string> Paths(Route route, Property alice)
    {
        string query = $"?image={alice.Image}&mask={alice.Mask}&job={alice.Job}&id={alice.Job}&sha256={alice.Result}";
        return (route.Pattern.Contains('{') ? alice.Ids : [""]).Select(id => Parameter().Replace(route.Pattern, match => match.Groups[1].Value is "id" or "sha256" ? id : "0") + query);
    }

    private static string[] PathIds(Route route, string path) => route.Pattern.Contains('{') ? path.Split('?')[0].Split('/') : [];

    private static IEnumerable<HttpContent?> Bodies(Route route, Property alice, Property bob)
    {
        if (route.Takes.Count == 0)
        {
            yield return null;
            yield break;
        }

        foreach (string id in alice.Ids)
        {
            yield return Json($$$"""{"workflow": "fill", "engine": "smooth", "image": {"id": "{{{id}}}"}, "mask": {"expression": "rect:2,2,5,5"}}""");
            yield return Json($$$"""{"workflow": "fill", "engine": "smooth", "image": {"id": "{{{bob.Image}}}"}, "mask": {"id": "{{{id}}}"}, "exclude": {"id": "{{{id}}}"}}""");
            yield return Json($$$"""{"workflow": "swap-background", "image": {"id": "{{{bob.Image}}}"}, "mask": {"id": "{{{bob.Mask}}}"}, "swap": {"background_image": {"id": "{{{id}}}"} }}""");
            yield return Json($$$"""{"image": {"id": "{{{id}}}"}, "mask": {"id": "{{{alice.Mask}}}"}}""");
            yield return Json($$$"""{"images": [{"image_url": "/v1/images/{{{id}}}/content"}, {"file_id": "{{{id}}}"}], "mask": {"file_id": "{{{id}}}"}, "prompt": "x"}""");
            yield return Json($$$"""{"init_images": ["{{{id}}}"], "mask": "{{{id}}}", "job": "{{{id}}}", "id_task": "{{{id}}}"}""");
            yield return new MultipartFormDataContent { { new StringContent($$$"""{"workflow": "fill", "image": {"id": "{{{id}}}"}, "mask": {"id": "{{{id}}}"}}"""), "job" }, { new StringContent(id), "image" }, { new StringContent(id), "mask" } };
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static object? Value(string name, JsonNode? schema, Property alice, string id) =>
        name.Contains("image", StringComparison.Ordinal) || name is "before" or "after" ? alice.Image
        : name.Contains("mask", StringComparison.Ordinal) ? alice.Mask
        : name.Contains("job", StringComparison.Ordinal) ? alice.Job
        : name switch { "box" => new[] { 1, 1, 4, 4 }, "workflow" => "remove", "prompt" => "x", "right" => 4, _ => schema?["type"]?.ToJsonString().Contains("string", StringComparison.Ordinal) == true && name is not ("engine" or "expression" or "ratio" or "base64" or "path") ? id : null };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
