using System.Text.RegularExpressions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Mcp.Conformance;

/// <summary>Resources as the conformance suite describes them.</summary>
internal static partial class FixtureResources
{
    private const string StaticText = "test://static-text";
    private const string StaticBinary = "test://static-binary";

    public static ListResourcesResult List { get; } = new()
    {
        Resources = [new Resource { Uri = StaticText, Name = "text", Description = "A text.", MimeType = "text/plain" }, new Resource { Uri = StaticBinary, Name = "binary", Description = "A picture.", MimeType = "image/png" }],
    };

    public static ListResourceTemplatesResult Templates { get; } = new()
    {
        ResourceTemplates = [new ResourceTemplate { UriTemplate = "test://template/{id}/data", Name = "template", Description = "Data by id.", MimeType = "application/json" }],
    };

    public static ReadResourceResult Read(string uri) => new()
    {
        Contents =
        [
            uri == StaticText ? new TextResourceContents { Uri = uri, MimeType = "text/plain", Text = "This is the content of the static text resource." }
            : uri == StaticBinary ? BlobResourceContents.FromBytes(FixtureTools.Png(), uri, "image/png")
            : Template().Match(uri) is { Success: true } match ? new TextResourceContents
            {
                Uri = uri,
                MimeType = "application/json",
                Text = $$"""{"id":"{{match.Groups[1].Value}}","templateTest":true,"data":"Data for ID: {{match.Groups[1].Value}}"}""",
            }
            : throw new McpProtocolException("There is no such resource.", McpErrorCode.ResourceNotFound),
        ],
    };

    [GeneratedRegex("^test://template/([a-z0-9]+)/data$")]
    private static partial Regex Template();
}
