using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Mcp.Conformance;

/// <summary>The protocol's own suite, for both revisions: against the product, and against the product's endpoint with the suite's own tools behind it.</summary>
public sealed class ConformanceTests
{
    /// <summary>These call tools, prompts and resources of certain names that a product does not have; the fixture has them.</summary>
    private const string TestOnly = "needs tools, prompts or resources made for the suite";

    /// <summary>The endpoint keeps no sessions, so a server cannot ask its client in the middle of a call; what replaced that in 2026-07-28 is served.</summary>
    private const string NeedsSessions = "needs a session in which the server asks the client or tells it unasked";

    private const string Extension = "an optional extension: edits are jobs with job_status and cancel_job instead of the protocol's tasks";

    private static readonly Dictionary<string, string> NotForTheProduct = new(StringComparer.Ordinal)
    {
        ["completion-complete"] = TestOnly,
        ["tools-call-simple-text"] = TestOnly,
        ["tools-call-image"] = TestOnly,
        ["tools-call-audio"] = TestOnly,
        ["tools-call-embedded-resource"] = TestOnly,
        ["tools-call-mixed-content"] = TestOnly,
        ["tools-call-error"] = TestOnly,
        ["tools-call-with-progress"] = TestOnly,
        ["resources-read-text"] = TestOnly,
        ["resources-read-binary"] = TestOnly,
        ["resources-templates-read"] = TestOnly,
        ["prompts-get-simple"] = TestOnly,
        ["prompts-get-with-args"] = TestOnly,
        ["prompts-get-embedded-resource"] = TestOnly,
        ["prompts-get-with-image"] = TestOnly,
        ["server-stateless"] = TestOnly,
        ["input-required-result-basic-elicitation"] = TestOnly,
        ["input-required-result-basic-sampling"] = TestOnly,
        ["input-required-result-basic-list-roots"] = TestOnly,
        ["input-required-result-request-state"] = TestOnly,
        ["input-required-result-multiple-input-requests"] = TestOnly,
        ["input-required-result-multi-round"] = TestOnly,
        ["input-required-result-non-tool-request"] = TestOnly,
        ["input-required-result-result-type"] = TestOnly,
        ["input-required-result-tampered-state"] = TestOnly,
        ["input-required-result-capability-check"] = TestOnly,
    };

    private static readonly Dictionary<string, string> NotForTheEndpoint = new(StringComparer.Ordinal)
    {
        ["tools-call-with-logging"] = NeedsSessions,
        ["tools-call-sampling"] = NeedsSessions,
        ["tools-call-elicitation"] = NeedsSessions,
        ["elicitation-sep1034-defaults"] = NeedsSessions,
        ["elicitation-sep1330-enums"] = NeedsSessions,
        ["tasks-lifecycle"] = Extension,
        ["tasks-capability-negotiation"] = Extension,
        ["tasks-wire-fields"] = Extension,
        ["tasks-request-state-removal"] = Extension,
        ["tasks-mrtr-input"] = Extension,
        ["tasks-request-headers"] = Extension,
        ["tasks-dispatch-and-envelope"] = Extension,
        ["tasks-required-task-error"] = Extension,
        ["tasks-mrtr-composition"] = Extension,
        ["json-schema-2020-12"] = "not scored by the suite, and about a tool made for it",
        ["http-custom-header-server-validation"] = "not scored by the suite, and about a tool made for it",
    };

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Suite_AgainstTheProduct_PassesWhateverApplies(string revision)
    {
        await using TestServer server = await TestServer.StartAsync();

        Dictionary<string, bool> results = await ConformanceSuite.RunAsync(new Uri(server.Client.BaseAddress!, "/mcp"), revision);

        Assert.Equal([], results.Where(result => !result.Value && !NotForTheProduct.ContainsKey(result.Key) && !NotForTheEndpoint.ContainsKey(result.Key)).Select(result => result.Key));
        Assert.All((string[])["tools-list", "prompts-list", "resources-list", "dns-rebinding-protection"], name => Assert.True(results[name], name));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Suite_AgainstTheEndpointWithItsTools_Passes(string revision)
    {
        await using FixtureServer server = await FixtureServer.StartAsync();

        Dictionary<string, bool> results = await ConformanceSuite.RunAsync(server.Address, revision);

        Assert.Equal([], results.Where(result => !result.Value && !NotForTheEndpoint.ContainsKey(result.Key)).Select(result => result.Key));

        // A reason that no longer holds would hide a fault one day.
        Assert.Equal([], results.Where(result => result.Value && NotForTheEndpoint.ContainsKey(result.Key)).Select(result => result.Key));
    }
}
