using System.Diagnostics;
using Infill.Cli;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Mcp;

/// <summary>The command infill mcp.</summary>
public sealed class McpHandlerTests
{
    private const string Hello = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
    private const string Ready = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    [Fact]
    public void Mcp_RootThatIsNoFolder_IsWrongUse()
    {
        using var folder = new TemporaryFolder();
        using var error = new StringWriter();

        int code = CommandLine.Run(["mcp", "--no-settings", "--root", folder.File("none")], TextWriter.Null, error);

        Assert.Equal(2, code);
        Assert.Contains("--root", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", "\"tools\":[")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"paint","arguments":{}}}""", "There is no tool of that name")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"load_image","arguments":{"path":"../photo.png"}}}""", "outside the folders")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"describe_image","arguments":{"image":"\ud800"}}}""", "\"error\":{")]
    [InlineData("no JSON at all", "\"serverInfo\"")]
    public async Task Mcp_LinesOnStdin_AreAnsweredOnStdoutAndItEndsWithThem(string line, string answer)
    {
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["open"]);
        using Process process = folder.Start([], "mcp", "--no-settings", "--root", folder["open"]);
        await process.StandardInput.WriteLineAsync(string.Join('\n', Hello, Ready, line));
        await process.StandardInput.FlushAsync(TestServer.Token);

        string output = "";
        while (!output.Contains(answer, StringComparison.Ordinal) && await process.StandardOutput.ReadLineAsync(TestServer.Token) is string text)
        {
            // Whatever else would come here, an agent could not read.
            Assert.StartsWith("{", text, StringComparison.Ordinal);
            output += text;
        }

        process.StandardInput.Close();
        CliRun end = CliFolder.Finish(process);

        Assert.Contains(answer, output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (end.Code, end.Out));
    }
}
