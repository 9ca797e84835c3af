using System.Text.RegularExpressions;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;

namespace Infill.Server.Tests.Serving;

/// <summary>The examples of docs/http-api.md run as they stand there.</summary>
public sealed partial class DocsTests
{
    [Fact]
    public async Task HttpApi_EveryExample_Runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The examples are for sh.");
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "curl"))), "curl is not installed.");
        using var folder = new CliFolder();
        folder.SavePhoto("photo.jpg", 160, 120);
        folder.SaveMask("mask.png", new PixelSize(160, 120), new PixelRect(70, 50, 12, 9));
        File.WriteAllBytes(folder["hole.png"], EditMask.Png(160, 120, new PixelRect(70, 50, 12, 9)));
        await using TestServer server = await TestServer.StartAsync();
        string[] examples = [.. Example().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "http-api.md"), TestServer.Token)).Select(m => m.Groups[1].Value)];

        CliRun run = folder.RunShell(
            "set -eu\ninfill() { $INFILL \"$@\"; }\n" + string.Join("\necho\n", examples).Replace("http://127.0.0.1:7060", server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

        Assert.True(run.Code == 0, run.Out + run.Error);
        Assert.InRange(examples.Length, 5, 20);
        Assert.Equal(new PixelSize(160, 120), folder.Load("out.jpg").Size);
        Assert.Equal(new PixelSize(160, 120), folder.Load("preview.png").Size);
        Assert.Contains("\"state\":\"succeeded\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("event: progress", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"b64_json\":\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"images\":[\"", run.Out, StringComparison.Ordinal);
        Assert.Matches("^inf_[0-9a-f]{64}\n$", await File.ReadAllTextAsync(folder["key.txt"], TestServer.Token));
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
