using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>A trace is enough to repeat the run.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("remove", "--mask", "mask.png", "--guide", "0,18 48,18", "--exclude", "rect:0,0,9,9")]
    [InlineData("fill", "--mask", "rect:20,15,8,6", "--seed", "9", "--threads", "1")]
    [InlineData("extend", "--left", "25%")]
    public void Replay_SameMachine_GivesTheSameBytes(params string[] job)
    {
        using var folder = new CliFolder();
        Assert.Equal(0, folder.Run([job[0], "photo.png", .. job[1..], "--output", "out.png", "--trace", "trace"]).Code);

        CliRun run = folder.Run("replay", "trace/trace.json", "--output", "again.png", "--threads", "2");

        Assert.Equal(0, run.Code);
        Assert.Contains("Same bytes", run.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder["out.png"]), File.ReadAllBytes(folder["again.png"]));
    }

    [Fact]
    public void Replay_OtherCpuFeatures_SaysThatBytesMayDiffer()
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.Avx2.IsSupported, "Needs a CPU with AVX2 to switch off.");
        using var folder = Traced();

        CliRun run = folder.RunUnder([("DOTNET_EnableAVX2", "0")], "replay", "trace");

        Assert.Contains("Bytes may differ: CPU features", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_FolderMovedWithThePicture_FindsIt()
    {
        using var folder = Traced();
        Directory.CreateDirectory(folder["moved"]);
        File.Move(folder["photo.png"], folder["moved/photo.png"]);
        Directory.Move(folder["trace"], folder["moved/trace"]);

        CliRun run = folder.Run("replay", "moved/trace", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.Equal(
            ["record", "sameBytes", "recordedSha256", "replayedSha256", "differences", "seconds"],
            json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.True(json.RootElement.GetProperty("sameBytes").GetBoolean());
    }

    [Fact]
    public void Replay_PictureGone_AsksForInputAndTakesIt()
    {
        using var folder = Traced();
        File.Move(folder["photo.png"], folder["renamed.png"]);

        CliRun lost = folder.Run("replay", "trace");
        CliRun found = folder.Run("replay", "trace", "--input", "renamed.png");

        Assert.Equal(1, lost.Code);
        Assert.Equal("Try: infill replay trace --input PHOTO", lost.LastError);
        Assert.Equal(0, found.Code);
    }

    [Fact]
    public void Replay_OnePixelOfThePictureDiffers_IsRefused()
    {
        using var folder = Traced();
        Image other = folder.Load("photo.png");
        other[47, 39, 2] ^= 1;
        ImageFile.Save(other, folder["other.png"]);

        CliRun run = folder.Run("replay", "trace", "--input", "other.png");

        Assert.Equal(1, run.Code);
        Assert.Contains("is not the recorded one", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_ChangedOutputHash_Is1()
    {
        using var folder = Traced();
        JsonNode trace = JsonNode.Parse(File.ReadAllText(folder["trace/trace.json"]))!;
        trace["hashes"]!["output"] = new string('0', 64);
        File.WriteAllText(folder["trace/trace.json"], trace.ToJsonString());

        CliRun run = folder.Run("replay", "trace");

        Assert.Equal(1, run.Code);
        Assert.Contains("Other bytes", run.FirstError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public void Replay_NotATrace_Is1(string content)
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["trace.json"], content);

        CliRun run = folder.Run("replay", "trace.json");

        Assert.Equal(1, run.Code);
        Assert.Contains("cannot be replayed", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_DeviceThatNeverEnds_IsRefusedAtOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/zero");
        using var folder = new CliFolder();
        File.CreateSymbolicLink(folder["trace.json"], "/dev/zero");

        CliRun run = folder.Run("replay", "trace.json");

        Assert.Equal(1, run.Code);
        Assert.Contains("no regular file", run.FirstError, StringComparison.Ordinal);
    }

    private static CliFolder Traced()
    {
        var folder = new CliFolder();
        Assert.Equal(0, folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--trace", "trace").Code);
        return folder;
    }
}
