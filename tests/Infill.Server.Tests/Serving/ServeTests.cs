using System.Net;
using System.Text.Json.Nodes;
using Infill.Cli;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Serving;

/// <summary>The command.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task Serve_Start_AnswersSoonAndStopsInOrder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using var folder = new CliFolder();
        using ServeProcess server = await ServeProcess.StartAsync(folder);

        JsonNode health = JsonNode.Parse(await server.Client.GetStringAsync("/health", TestServer.Token))!;

        // Two seconds of one processor: on a busy machine the clock on the wall says nothing.
        Assert.InRange(server.ProcessorTime.TotalSeconds, 0, 2);
        Assert.Equal(("ok", 0, 0), ((string)health["status"]!, (int)health["waiting"]!, (int)health["running"]!));
        Assert.Equal(0, server.Stop());
    }

    [Fact]
    public async Task Serve_FolderOfARunningServer_SaysSo()
    {
        using var folder = new CliFolder();
        using ServeProcess server = await ServeProcess.StartAsync(folder);

        CliRun second = folder.Run("serve", "--port", "0", "--data", folder["data"]);

        Assert.Equal(1, second.Code);
        Assert.Contains("--data", second.FirstError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has no keys", "--host", "0.0.0.0")]
    [InlineData("must be an address", "--host", "all")]
    [InlineData("whole number from 0 to 65535", "--port", "65536")]
    [InlineData("does not exist", "--model", "no-such-model.safetensors")]
    public void Serve_AsItCannotBe_IsRefusedWithAReason(string reason, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        using var error = new StringWriter();

        int code = CommandLine.Run(["serve", "--no-settings", "--data", folder.File("data"), .. arguments], TextWriter.Null, error);

        Assert.NotEqual(0, code);
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bug", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_AddedWhileTheServerRuns_HoldAtOnce()
    {
        using var folder = new CliFolder();
        using ServeProcess server = await ServeProcess.StartAsync(folder);
        using HttpResponseMessage open = await server.Client.GetAsync("/v1/jobs", TestServer.Token);

        string key = Keys(folder, 0, "add", "alice").Trim();
        using HttpResponseMessage closed = await server.Client.GetAsync("/v1/jobs", TestServer.Token);
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using HttpResponseMessage let = await server.Client.GetAsync("/v1/jobs", TestServer.Token);
        string listed = Keys(folder, 0, "list");
        Keys(folder, 0, "remove", key[..12]);
        using HttpResponseMessage removed = await server.Client.GetAsync("/v1/jobs", TestServer.Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (open.StatusCode, closed.StatusCode, let.StatusCode));
        Assert.Contains("alice", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key[12..], listed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Keys(folder, 2, "remove", "nobody");
        Keys(folder, 2, "add", "no name");
    }

    private static string Keys(CliFolder folder, int code, params string[] words)
    {
        using var output = new StringWriter();
        Assert.Equal(code, CommandLine.Run(["serve", "keys", .. words, "--data", folder["data"]], output, TextWriter.Null));
        return output.ToString();
    }
}
