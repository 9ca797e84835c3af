using System.Text.Json.Nodes;
using Infill.Server.Http;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Api;

/// <summary>The OpenAPI document is reviewed as text: a change shows in docs/openapi.json. INFILL_APPROVE=1 writes the file anew.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_IsTheApprovedText()
    {
        await using TestServer server = await TestServer.StartAsync();
        string path = Path.Combine(Repository.Root, "docs", "openapi.json");
        string received = await server.Client.GetStringAsync("/openapi.json", TestServer.Token);
        if (Environment.GetEnvironmentVariable("INFILL_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, received, TestServer.Token);
        }

        string approved = File.Exists(path) ? await File.ReadAllTextAsync(path, TestServer.Token) : "missing; run with INFILL_APPROVE=1 and review it";
        Assert.Equal(approved, received, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Document_EveryReferenceAndRoute_IsThere()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode document = await server.GetAsync("/openapi.json");

        foreach (Route route in server.Server.Routes)
        {
            Assert.NotNull(document["paths"]![route.Pattern]![route.Method.ToLowerInvariant()]!["responses"]);
        }

        string[] references = [.. document.ToJsonString().Split("#/components/schemas/").Skip(1).Select(rest => rest[..rest.IndexOf('"')]).Distinct()];
        Assert.InRange(references.Length, 8, 99);
        Assert.All(references, name => Assert.NotNull(document["components"]!["schemas"]![name]));
    }

    [Fact]
    public async Task Document_MembersOfRequests_AreExplained()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode schemas = (await server.GetAsync("/openapi.json"))["components"]!["schemas"]!;

        Assert.All(
            ((string[])["JobRequest", "MaskRequest", "Job", "Plan"]).SelectMany(name => schemas[name]!["properties"]!.AsObject()),
            member => Assert.False(string.IsNullOrEmpty((string?)member.Value!["description"]), member.Key));
    }
}
