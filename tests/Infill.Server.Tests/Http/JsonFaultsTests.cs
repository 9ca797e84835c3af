using System.Text.Json;
using Infill.Server.Api;
using Infill.Server.Http;
using Infill.Server.Mcp;

namespace Infill.Server.Tests.Http;

/// <summary>JSON that does not fit is answered with the member, and with what belongs there.</summary>
public sealed class JsonFaultsTests
{
    [Theory]
    [InlineData("{}", "Needed is workflow.")]
    [InlineData("""{"workflow": "paint"}""", "($.workflow). What belongs there: remove: take an object away")]
    [InlineData("""{"workflow": "fill", "seed": "x"}""", "($.seed). What belongs there: Seed of every random choice")]
    [InlineData("""{"workflow": "fill", "sed": 1}""", "($.sed). There is no such member; there are workflow, image, mask")]
    [InlineData("""{"workflow": "fill", "swap": {"shadow": "deep"}}""", "($.swap.shadow). What belongs there: Shadow under the product")]
    [InlineData("""{"workflow": "fill", "swap": {"shade": 1}}""", "There is no such member; there are background, background_image")]
    [InlineData("""{"workflow": "fill", "mask": 7}""", "($.mask). What belongs there: What to fill")]
    [InlineData("""{"workflow": "fill", "guides": [[1]]}""", "What belongs there: Lines to carry")]
    [InlineData("""{"workflow": """, "does not fit at line 1")]
    [InlineData("[]", "Needed is workflow.")]
    public void Describe_WhatDoesNotFit_NamesWhatBelongsThere(string json, string words)
    {
        JsonException reason = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ServerJson.Plain.JobRequest));

        string text = JsonFaults.Describe(reason, ServerJson.Plain.JobRequest);

        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infill.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_ToolWithTwoNeededArguments_NamesBoth()
    {
        JsonException reason = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{}", McpJson.Plain.RemoveArguments));

        Assert.EndsWith("Needed are image, mask.", JsonFaults.Describe(reason, McpJson.Plain.RemoveArguments), StringComparison.Ordinal);
    }
}
