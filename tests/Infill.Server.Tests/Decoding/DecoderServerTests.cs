using System.Net;
using System.Text.Json.Nodes;
using Infill.Cli.Serving;
using Infill.Server.Decoding;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;

namespace Infill.Server.Tests.Decoding;

/// <summary>A server whose pictures are decoded by other processes.</summary>
public sealed class DecoderServerTests
{
    [Fact]
    public async Task Job_ThroughADecoder_HasThePixelsOfOneWithout()
    {
        await using TestServer with = await TestServer.StartAsync(decoder: Decoders.Own), without = await TestServer.StartAsync();

        JsonNode there = await with.AcceptAsync(TestServer.Job("patch"), "?wait=60"), here = await without.AcceptAsync(TestServer.Job("patch"), "?wait=60");

        Assert.Equal((string)here["outputs"]![0]!["pixel_sha256"]!, (string)there["outputs"]![0]!["pixel_sha256"]!);
        Assert.Equal((string)here["outputs"]![0]!["sha256"]!, (string)there["outputs"]![0]!["sha256"]!);
        Assert.Empty(with.Log);
    }

    [Theory]
    [InlineData("kill -SEGV $$")]
    [InlineData("sleep 60")]
    public async Task Post_PictureThatBreaksItsDecoder_Is422AndTheServerGoesOn(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for sh.");
        await using TestServer server = await TestServer.StartAsync(decoder: Decoders.Script(script));

        using HttpResponseMessage response = await server.PostFormAsync(TestServer.Job(), TestServer.Photo());
        JsonNode problem = await TestServer.ReadAsync(response);

        Assert.True((HttpStatusCode.UnprocessableEntity, "/problems/picture") == (response.StatusCode, (string?)problem["type"]), problem.ToJsonString());
        Assert.Equal("ok", (string)(await server.GetAsync("/health"))["status"]!);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "blobs")));
        Assert.NotEmpty(server.Log);
    }

    [Fact]
    public async Task Serve_ItsDecoders_KnowNoSecretsAndEndWithIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes under /proc.");
        using var folder = new CliFolder();
        int[] children;
        using (ServeProcess server = await ServeProcess.StartUnderAsync(folder, ("INFILL_TEST_SECRET", "s3cret"), ("HTTPS_PROXY", "http://user:word@proxy")))
        {
            children = await WaitForChildrenAsync(server.Id);
            string environment = File.ReadAllText($"/proc/{children[0]}/environ").Replace('\0', '\n');
            string[] limits = File.ReadAllLines($"/proc/{children[0]}/limits");

            Assert.DoesNotContain("s3cret", environment, StringComparison.Ordinal);
            Assert.DoesNotContain("PROXY", environment, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("HOME=", environment, StringComparison.Ordinal);
            Assert.DoesNotContain(limits, line => line.StartsWith("Max address space", StringComparison.Ordinal) && line.Contains("unlimited", StringComparison.Ordinal));
            server.Kill();
        }

        for (int i = 0; i < 200 && children.Any(id => Directory.Exists($"/proc/{id}") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal)); i++)
        {
            await Task.Delay(50, TestServer.Token);
        }

        Assert.DoesNotContain(children, id => Directory.Exists($"/proc/{id}") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/opt/infill/infill", true, "/opt/infill/infill")]
    [InlineData("/usr/bin/dotnet", true, "/usr/bin/dotnet", "/lib/Infill.Cli.dll")]
    [InlineData("/tests/Some.Tests", false, "dotnet", "/lib/Infill.Cli.dll")]
    [InlineData(null, false, "dotnet", "/lib/Infill.Cli.dll")]
    public void Find_Process_StartsThisProgramAgain(string? process, bool isOwn, params string[] expected) =>
        Assert.Equal([.. expected, DecoderHost.Word], DecoderCommand.Find(process, isOwn, "/lib").Select(word => word.Replace('\\', '/')));

    // The decoder is started when the server is; its first words are answered when it is warm.
    private static async Task<int[]> WaitForChildrenAsync(int parent)
    {
        for (int i = 0; i < 400; i++)
        {
            int[] children = [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(int.Parse!).Where(id => IsWarmChild(id, parent))];
            if (children.Length > 0)
            {
                return children;
            }

            await Task.Delay(50, TestServer.Token);
        }

        throw new InvalidOperationException("The server has no decoder.");
    }

    private static bool IsWarmChild(int id, int parent)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{id}/stat");
            bool isChild = status[(status.LastIndexOf(')') + 4)..].Split(' ')[0] == $"{parent}";
            return isChild && File.ReadAllLines($"/proc/{id}/limits").Any(line => line.StartsWith("Max core file size        0 ", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }
}
