using System.Text.Json.Nodes;
using Infill.Cli.Commands;
using Infill.Cli.Doctor;
using Infill.Cli.Jobs;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Doctor;

public sealed class DoctorTests
{
    [Fact]
    public void Doctor_WholeProgram_Is0AndTellsEverything()
    {
        using var folder = new CliFolder();

        CliRun run = folder.RunUnder([("INFILL_MAX_MEGAPIXELS", "50")], "doctor", "--json");

        JsonObject record = RecordAssert.Fits("doctor", run.Out);
        Assert.Equal((0, true), (run.Code, (bool)record["isHealthy"]!));
        Assert.Equal(VipsRuntime.Version, (string)record["libvips"]!);
        Assert.Equal(VipsRuntime.Version, (string)record["nativeParts"]!["vips"]!);
        Assert.Contains("aom", record["nativeParts"]!.AsObject().Select(p => p.Key));
        Assert.Equal(TraceEnvironment.Capture().CpuFeatures, record["machine"]!["cpuFeatures"]!.AsArray().Select(f => (string)f!));
        Assert.InRange((long)record["machine"]!["memoryMb"]!, 1, long.MaxValue);
        Assert.Equal(Enum.GetValues<FileFormat>().Length, record["codecs"]!.AsArray().Count(c => (bool)c!["works"]!));
        Assert.InRange((double)record["fillSeconds"]!, 0, 100);
        Assert.Equal(["patch", "smooth", "sd"], record["engines"]!.AsArray().Select(e => (string)e!["name"]!));
        Assert.Equal(
            ["lenient default", "max-megapixels environment", "max-memory default", "threads default"],
            record["limits"]!.AsArray().Select(l => $"{l!["name"]} {l["origin"]}"));
        Assert.Equal(["current", "temporary", "configuration"], record["folders"]!.AsArray().Select(f => (string)f!["purpose"]!));
        Assert.All(record["findings"]!.AsArray(), f => Assert.False((bool)f!["isRequired"]!));
        Assert.Contains(record["findings"]!.AsArray(), f => ((string)f!["what"]!).Contains("HEVC", StringComparison.Ordinal));
        Assert.Equal(["mask.png", "photo.png"], folder.Names());
    }

    [Fact]
    public void Doctor_AsText_SaysTheSame()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("doctor");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"libvips    {VipsRuntime.Version}", run.Out, StringComparison.Ordinal);
        Assert.Contains("limit      max-megapixels 300, from default", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("All that is needed works.", run.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "", "infill.json")]
    [InlineData("{}", "abc", "INFILL_SEED")]
    public void Doctor_BrokenSettings_Is1AndSaysWhich(string file, string seed, string named)
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], file);

        CliRun run = folder.RunUnder([("INFILL_SEED", seed)], "doctor", "--json");

        JsonObject record = RecordAssert.Fits("doctor", run.Out);
        Assert.Equal((1, false), (run.Code, (bool)record["isHealthy"]!));
        Assert.Contains(named, run.FirstError, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
        Assert.Equal(0, folder.RunUnder([("INFILL_SEED", seed)], "doctor", "--no-settings").Code);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Run_Finding_DecidesTheCode(bool required, int code)
    {
        using var folder = new CliFolder();
        var (output, error) = (new StringWriter(), new StringWriter());
        var examination = new Examination(
            new Infill.Cli.Settings.SettingCatalog(CommandTree.Create(output, error)), Infill.Cli.Settings.SettingPlaces.None, TimeProvider.System);
        DoctorRecord record = examination.Examine() with { Findings = [new FindingRecord(required, "A leg is off.", "glue it")] };

        Assert.Equal(code, (int)DoctorHandler.Run(record, new Voice(output, error, new TalkArguments())));
        Assert.Contains(required ? "BROKEN     A leg is off. glue it" : "missing    A leg is off. glue it", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(required, error.ToString().Contains("Try: glue it", StringComparison.Ordinal));
    }

    [Fact]
    public void FolderCheck_PlacesThatAreAndAreNot_SaysWhatCanBeWritten()
    {
        using var folder = new TemporaryFolder();

        FolderRecord there = FolderCheck.Try(FolderPurpose.Current, folder.Path);
        FolderRecord later = FolderCheck.Try(FolderPurpose.Configuration, folder.File("a/b"));

        Assert.Equal((true, true), (there.Exists, there.IsWritable));
        Assert.Equal((false, true), (later.Exists, later.IsWritable));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void FolderCheck_FolderThatTakesNoFiles_IsNotWritable()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "Needs a file system that takes no files from anybody.");

        Assert.False(FolderCheck.Try(FolderPurpose.Current, "/proc/self").IsWritable);
    }

    [Fact]
    public void CodecCheck_EveryFormat_Works() => Assert.All(CodecCheck.TryAll(), codec => Assert.True(codec.Works, codec.Problem));
}
