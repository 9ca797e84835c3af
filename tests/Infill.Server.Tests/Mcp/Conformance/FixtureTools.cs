using Infill.Imaging;
using Infill.Tests.Support;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Infill.Server.Tests.Mcp.Conformance;

/// <summary>Tools as the conformance suite describes them that answer at once.</summary>
internal static class FixtureTools
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Dictionary<string, Func<RequestContext<CallToolRequestParams>, CancellationToken, Task<CallToolResult>>> All { get; } = new(StringComparer.Ordinal)
    {
        ["test_simple_text"] = (_, _) => Result(Text("This is a simple text response for testing.")),
        ["test_image_content"] = (_, _) => Result(Picture()),
        ["test_audio_content"] = (_, _) => Result(AudioContentBlock.FromBytes(Wave(), "audio/wav")),
        ["test_embedded_resource"] = (_, _) => Result(Embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        ["test_multiple_content_types"] = (_, _) => Result(
            Text("Multiple content types test:"), Picture(), Embedded("test://mixed-content-resource", "application/json", """{"test":"data","value":123}""")),
        ["test_error_handling"] = (_, _) => Task.FromResult(new CallToolResult { IsError = true, Content = [Text("This tool intentionally returns an error for testing")] }),
        ["test_tool_with_progress"] = ProgressAsync,
        ["test_missing_capability"] = (request, _) => request.Server.ClientCapabilities?.Sampling is not null
            ? Result(Text("The client declared it."))
            : throw new MissingRequiredClientCapabilityException(new ClientCapabilities { Sampling = new() }, "The client has not declared sampling."),
        ["test_streaming_elicitation"] = (_, _) => Result(Text("Nothing but this result is sent.")),
        ["test_logging_tool"] = (_, _) => Result(Text("Nothing was logged: the client did not ask for it.")),
    };

    public static TextContentBlock Text(string text) => new() { Text = text };

    public static ImageContentBlock Picture() => ImageContentBlock.FromBytes(Png(), "image/png");

    public static byte[] Png() => ImageFile.Encode(Pictures.Noise(1, 1), FileFormat.Png);

    public static EmbeddedResourceBlock Embedded(string uri, string media, string text) => new() { Resource = new TextResourceContents { Uri = uri, MimeType = media, Text = text } };

    private static Task<CallToolResult> Result(params ContentBlock[] content) => Task.FromResult(new CallToolResult { Content = content });

    private static async Task<CallToolResult> ProgressAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        foreach (int done in (int[])[0, 50, 100])
        {
            if (request.Params?.ProgressToken is ProgressToken token)
            {
                await request.Server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = done, Total = 100 }, cancellationToken: cancellationToken);
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return new CallToolResult { Content = [Text("Done.")] };
    }

    // A header of 44 bytes and no samples.
    private static byte[] Wave()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(8000);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(0);
        return stream.ToArray();
    }
}
