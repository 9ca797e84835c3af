using System.Diagnostics;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>However a run ends, the output is whole or not there.</summary>
public sealed class KillTests
{
    private static readonly string[] Job = ["remove", "photo.png", "--mask", "rect:60,60,60,60", "--output", "out.png", "--trace", "trace"];

    [Fact]
    public void Remove_KilledAtAnyMoment_LeavesNoHalfFile()
    {
        const int Moments = 10;
        using var folder = new CliFolder();
        folder.SavePhoto("photo.png", 200, 180);
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, folder.Run(Job).Code);
        TimeSpan whole = Stopwatch.GetElapsedTime(start);
        string expected = folder.Load("out.png").ComputeHash();

        for (int i = 1; i <= Moments; i++)
        {
            Clean(folder);
            using (Process process = folder.Start([], Job))
            {
                process.WaitForExit(whole * i / Moments);
                process.Kill();
                process.WaitForExit();
            }

            string[] own = [.. folder.Names().Where(n => n.StartsWith("out", StringComparison.Ordinal) || n.StartsWith("trace", StringComparison.Ordinal))];
            Assert.Empty(own.Except(["out.png", "trace"]));
            if (folder.Has("out.png"))
            {
                Assert.Equal(expected, folder.Load("out.png").ComputeHash());
            }

            Assert.Equal(Directory.Exists(folder["trace"]), folder.Has("trace/trace.json"));
        }
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void Remove_Interrupted_Is130AndLeavesNothing(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using var folder = new CliFolder();
        folder.SavePhoto("photo.png", 900, 900);
        using Process process = folder.Start([], "remove", "photo.png", "--mask", "rect:200,200,500,500", "--output", "out.png");
        process.WaitForExit(TimeSpan.FromSeconds(1.5));

        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        CliRun run = CliFolder.Finish(process);

        Assert.Equal(130, run.Code);
        Assert.StartsWith("infill: Interrupted", run.FirstError, StringComparison.Ordinal);
        Assert.Equal(["mask.png", "photo.png"], folder.Names());
    }

    private static void Clean(CliFolder folder)
    {
        foreach (string name in folder.Names().Except(["photo.png", "mask.png"]))
        {
            if (Directory.Exists(folder[name]))
            {
                Directory.Delete(folder[name], recursive: true);
            }
            else
            {
                File.Delete(folder[name]);
            }
        }
    }
}
