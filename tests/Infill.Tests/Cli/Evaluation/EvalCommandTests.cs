using System.Diagnostics;
using Infill.Evaluation.Runs;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>The whole command as a process: what it writes, what it answers, and what is left when it is interrupted.</summary>
public sealed class EvalCommandTests
{
    private static readonly string[] Holes = ["eval", "photo.png", "--holes", "2", "--hole-size", "4-6", "--output", "report"];

    [Fact]
    public void Eval_Holes_WritesRecordTableAndPage()
    {
        using var folder = Folder();

        CliRun run = folder.Run([.. Holes, "--engine", "patch", "--engine", "flat", "--seeds", "1,2", "--json"]);

        Assert.True(run.Code == 0, run.Error);
        RecordAssert.Fits("eval", Assert.Single(run.Out.TrimEnd().Split('\n')));
        EvalRecord record = EvalJson.Read(File.ReadAllText(folder["report/eval.json"]));
        Assert.True(record.IsComplete);
        Assert.Equal(["photo-1", "photo-2"], record.Cases.Select(c => c.Name));
        Assert.Equal(6, record.Results.Count);
        Assert.All(record.Results, r => Assert.True(r.Keep!.Holds && r.CpuSeconds >= 0));
        Assert.Equal(7, File.ReadAllLines(folder["report/eval.csv"]).Length);
        Assert.Contains("<title>Infill evaluation: 2 cases in 1 photo", File.ReadAllText(folder["report/report.html"]), StringComparison.Ordinal);
        Assert.Equal(2 * (2 + 3), Directory.GetFiles(folder["report/pictures"]).Length);
        Assert.Equal(["eval.csv", "eval.json", "pictures", "report.html"], Directory.GetFileSystemEntries(folder["report"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Eval_Table_GoesToStdoutAndTalkToStderr()
    {
        using var folder = Folder();

        CliRun run = folder.Run([.. Holes, "--engine", "flat"]);
        CliRun quiet = folder.Run([.. Holes, "--engine", "flat", "--overwrite", "-q"]);

        Assert.StartsWith("engine", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, run.Out.TrimEnd().Split('\n').Length);
        Assert.Contains("2/2 photo-", run.Error, StringComparison.Ordinal);
        Assert.Contains("→ ", run.LastError, StringComparison.Ordinal);
        Assert.Empty(quiet.Error);
    }

    [Fact]
    public void Eval_SameCommandTwice_GivesTheSameFills()
    {
        using var folder = Folder();
        string[] command = [.. Holes, "--engine", "patch"];

        folder.Run(command);
        string[] first = Hashes(folder);
        folder.Run([.. command, "--overwrite", "--jobs", "2"]);

        Assert.Equal(first, Hashes(folder));
    }

    [Fact]
    public void Eval_MasksAndTruth_AreScored()
    {
        using var folder = Folder();
        File.Copy(folder["mask.png"], folder["photo-mask.png"]);
        Directory.CreateDirectory(folder["truth"]);
        File.Copy(folder["photo.png"], folder["truth/photo.png"]);
        File.Delete(folder["mask.png"]);

        CliRun run = folder.Run("eval", ".", "--truth", "truth", "--engine", "flat", "--output", "report");
        CliRun blind = folder.Run("eval", ".", "--engine", "flat", "--output", "blind");

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("psnr", run.Out, StringComparison.Ordinal);
        Assert.True(blind.Code == 0, blind.Error);
        Assert.DoesNotContain("psnr", blind.Out, StringComparison.Ordinal);
        Assert.Contains("patchRing", blind.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_PictureWithoutMask_IsAListedFailure()
    {
        using var folder = Folder();
        Directory.CreateDirectory(folder["in"]);
        File.Copy(folder["photo.png"], folder["in/a.png"]);
        File.Copy(folder["mask.png"], folder["in/a-mask.png"]);
        File.Copy(folder["photo.png"], folder["in/b.png"]);

        CliRun run = folder.Run("eval", "in", "--engine", "flat", "--output", "report");

        Assert.Equal(3, run.Code);
        Assert.Contains("not run: Case 'b': there is no mask", run.Error, StringComparison.Ordinal);
        Assert.Contains("Not run: ", File.ReadAllText(folder["report/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_EngineThatFails_Is3AndTheRestIsKept()
    {
        using var folder = Folder();

        CliRun run = folder.Run([.. Holes, "--engine", "flat", "--engine", "bad=cmd:false {image} {mask} {output}"]);
        CliRun nothing = folder.Run([.. Holes, "--engine", "bad=cmd:false {image} {mask} {output}", "--overwrite"]);

        Assert.Equal(3, run.Code);
        Assert.Contains("2 failed", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, nothing.Code);
    }

    [Fact]
    public void Eval_OutputThatHoldsOne_IsKeptUntilTold()
    {
        using var folder = Folder();
        folder.Run([.. Holes, "--engine", "flat"]);
        string before = File.ReadAllText(folder["report/eval.json"]);

        CliRun refused = folder.Run([.. Holes, "--engine", "flat"]);

        Assert.Equal(2, refused.Code);
        Assert.Equal("Try: the same command with --resume", refused.LastError);
        Assert.Equal(before, File.ReadAllText(folder["report/eval.json"]));
    }

    [Fact]
    public void Eval_Resume_AddsAnEngineToWhatIsThere()
    {
        using var folder = Folder();
        string script = WriteScript(folder, "echo x >> calls; cp \"$1\" \"$3\"");
        folder.Run([.. Holes, "--engine", script]);

        CliRun run = folder.Run([.. Holes, "--engine", script, "--engine", "flat", "--resume"]);

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(2, File.ReadAllLines(folder["calls"]).Length);
        Assert.Equal(4, EvalJson.Read(File.ReadAllText(folder["report/eval.json"])).Results.Count);
    }

    [Fact]
    public void Eval_Interrupted_KeepsFinishedCasesAndIs130()
    {
        using var folder = Folder();
        string script = WriteScript(folder, "if [ -e second ]; then sleep 60; fi; touch second; cp \"$1\" \"$3\"");
        using Process process = folder.Start([], [.. Holes, "--engine", script]);
        long start = Stopwatch.GetTimestamp();
        while (!File.Exists(folder["report/eval.json"]) && Stopwatch.GetElapsedTime(start).TotalSeconds < 60)
        {
            Thread.Sleep(50);
        }

        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        CliRun run = CliFolder.Finish(process);

        Assert.Equal(130, run.Code);
        Assert.Contains("1 of 2 cases are kept in report", run.Error, StringComparison.Ordinal);
        Assert.False(EvalJson.Read(File.ReadAllText(folder["report/eval.json"])).IsComplete);
        Assert.Contains("Interrupted", File.ReadAllText(folder["report/report.html"]), StringComparison.Ordinal);

        File.Delete(folder["second"]);
        Assert.Equal(0, folder.Run([.. Holes, "--engine", script, "--resume"]).Code);
        Assert.True(EvalJson.Read(File.ReadAllText(folder["report/eval.json"])).IsComplete);
    }

    [Theory]
    [InlineData(2, "needs --output", "eval", "photo.png", "--holes", "1")]
    [InlineData(2, "eval needs cases", "eval", "--output", "report")]
    [InlineData(1, "none does not exist", "eval", "none", "--holes", "1", "--output", "report")]
    [InlineData(1, "too small for a hole of radius 25", "eval", "photo.png", "--holes", "1", "--output", "report")]
    [InlineData(6, "no engine 'wat'", "eval", "photo.png", "--holes", "1", "--hole-size", "5", "--engine", "wat", "--output", "report")]
    [InlineData(2, "is a file", "eval", "photo.png", "--holes", "1", "--hole-size", "5", "--output", "mask.png")]
    [InlineData(2, "--seeds is '1,x'", "eval", "photo.png", "--seeds", "1,x")]
    [InlineData(2, "--seeds is '1,1'", "eval", "photo.png", "--seeds", "1,1")]
    [InlineData(2, "--seeds is '-1'", "eval", "photo.png", "--seeds", "-1")]
    [InlineData(2, "--hole-size is '9-4'", "eval", "photo.png", "--hole-size", "9-4")]
    [InlineData(2, "--hole-size is '3'", "eval", "photo.png", "--hole-size", "3")]
    [InlineData(2, "--hole-size is '5-6-7'", "eval", "photo.png", "--hole-size", "5-6-7")]
    [InlineData(2, "--hole-shape is 'disc,star'", "eval", "photo.png", "--hole-shape", "disc,star")]
    [InlineData(2, "--hole-seed is '70000'", "eval", "photo.png", "--hole-seed", "70000")]
    [InlineData(2, "--jobs is '0'", "eval", "photo.png", "--jobs", "0")]
    public void Eval_WrongUse_SaysWhatIsWrong(int code, string says, params string[] args)
    {
        using var folder = Folder();

        CliRun run = folder.Run(args);

        Assert.Equal(code, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["report"]));
    }

    private static CliFolder Folder()
    {
        var folder = new CliFolder();
        folder.SavePhoto("photo.png", 90, 80);
        folder.SaveMask("mask.png", new PixelSize(90, 80), new PixelRect(30, 30, 20, 15));
        return folder;
    }

    private static string WriteScript(CliFolder folder, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake program is a shell script.");
        File.WriteAllText(folder["fake.sh"], script + "\n");
        return "fake=cmd:sh fake.sh {image} {mask} {output}";
    }

    private static string[] Hashes(CliFolder folder) => [.. EvalJson.Read(File.ReadAllText(folder["report/eval.json"])).Results.Select(r => r.Sha256!)];
}
