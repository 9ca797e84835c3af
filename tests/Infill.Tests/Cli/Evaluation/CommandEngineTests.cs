using System.Diagnostics;
using Infill.Cli.Evaluation;
using Infill.Engines;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;
using Infill.Imaging;
using Infill.Tests.Evaluation.Cases;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>Other programs as engines, played by a shell script: what they do wrong is said, and nothing waits for ever.</summary>
public sealed class CommandEngineTests : IDisposable
{
    private readonly CaseFolder _folder = new();
    private readonly CasePictures _pictures;

    public CommandEngineTests() => _pictures = CaseMaker.Make(new EvalCase
    {
        Name = "a",
        Photo = _folder.SavePhoto("a.png", 60, 50),
        Hole = new HoleSpec(HoleShape.Disc, 30, 25, 8, 1),
    });

    [Fact]
    public void Fill_GoodProgram_GivesItsPictureAndTimes()
    {
        EvalFill fill = Engine("cp \"$1\" \"$3\"").Fill(_pictures, 1, CancellationToken.None);

        Assert.Equal(_pictures.Input.ComputeHash(), fill.Picture.ComputeHash());
        Assert.InRange(fill.Seconds, 0.0001, 60);
        Assert.False(fill.IsCached);
    }

    [Fact]
    public void Fill_FilesItGets_ArePictureAndMaskInAFolderOfItsOwn()
    {
        string kept = _folder["kept"];

        Engine($"mkdir {kept} && cp \"$1\" \"$2\" {kept}/ && pwd > {kept}/where && dirname \"$3\" > {kept}/folder && cp \"$1\" \"$3\"").Fill(_pictures, 1, CancellationToken.None);

        Assert.Equal(_pictures.Input.ComputeHash(), ImageFile.Load(_folder["kept/image.png"]).ComputeHash());
        Assert.Equal(_pictures.Mask.ComputeHash(), ImageFile.LoadMask(_folder["kept/mask.png"]).ComputeHash());
        Assert.Equal(8, ImageFile.ReadHeader(_folder["kept/mask.png"]).Format.BitDepth);
        Assert.False(Directory.Exists(File.ReadAllText(_folder["kept/folder"]).Trim()), "The folder of a run is deleted.");
        Assert.Equal(Directory.GetCurrentDirectory(), File.ReadAllText(_folder["kept/where"]).Trim());
    }

    [Fact]
    public void Fill_Seed_IsHandedOver()
    {
        Engine($"echo \"$4\" > {_folder["seed"]}; cp \"$1\" \"$3\"", "{image} {mask} {output} {seed}").Fill(_pictures, 77, CancellationToken.None);

        Assert.Equal("77", File.ReadAllText(_folder["seed"]).Trim());
    }

    [Theory]
    [InlineData("exit 3", "ended with exit code 3")]
    [InlineData("echo out of paint >&2; exit 1", "It said: out of paint")]
    [InlineData("true", "wrote no {output} file")]
    [InlineData("echo text > \"$3\"", "cannot be read")]
    [InlineData(": > \"$3\"", "cannot be read")]
    [InlineData("head -c 200 \"$1\" > \"$3\"", "cannot be read")]
    [InlineData("cp OTHER \"$3\"", "wrote a picture of 30×20; it must be 60×50")]
    [InlineData("kill -9 $$", "ended with exit code 137")]
    public void Fill_BadProgram_SaysWhatItDidWrong(string script, string says)
    {
        string other = _folder.SavePhoto("other.png", 30, 20);

        string message = Assert.Throws<EngineException>(() => Engine(script.Replace("OTHER", other, StringComparison.Ordinal)).Fill(_pictures, 1, CancellationToken.None)).Message;

        Assert.StartsWith("fake ", message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_TooSlow_IsEndedWithItsChildren()
    {
        var clock = Stopwatch.StartNew();

        string message = Assert.Throws<EngineException>(() => Engine("sleep 30 & sleep 30", timeout: 0.3).Fill(_pictures, 1, CancellationToken.None)).Message;

        Assert.Contains("took longer than 0 s and was ended", message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.3, 20);
    }

    [Fact]
    public void Fill_WaitsForInput_GetsNone()
    {
        EvalFill fill = Engine("cat > /dev/null; cp \"$1\" \"$3\"", timeout: 30).Fill(_pictures, 1, CancellationToken.None);

        Assert.Equal(_pictures.Input.Size, fill.Picture.Size);
    }

    [Fact]
    public void Fill_ManyLinesOfTalk_NeverBlock()
    {
        string message = Assert.Throws<EngineException>(() => Engine("yes 'many words of talk' | head -n 20000; echo the last words; exit 1").Fill(_pictures, 1, CancellationToken.None)).Message;

        Assert.Contains("the last words", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 10, 2000);
    }

    [Fact]
    public void Fill_Cancelled_EndsTheProgram()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.Throws<OperationCanceledException>(() => Engine("sleep 30").Fill(_pictures, 1, stop.Token));
    }

    [Fact]
    public void Fill_Again_ComesFromTheCache()
    {
        var cache = new FillCache(_folder["cache"]);
        string script = $"echo x >> {_folder["calls"]}; cp \"$1\" \"$3\"";

        EvalFill first = Engine(script, cache: cache).Fill(_pictures, 1, CancellationToken.None);
        EvalFill again = Engine(script, cache: cache).Fill(_pictures, 1, CancellationToken.None);
        Engine(script, cache: cache).Fill(_pictures, 2, CancellationToken.None);

        Assert.Equal((false, true), (first.IsCached, again.IsCached));
        Assert.Equal((first.Seconds, first.CpuSeconds), (again.Seconds, again.CpuSeconds));
        Assert.Equal(first.Picture.ComputeHash(), again.Picture.ComputeHash());
        Assert.Equal(2, File.ReadAllLines(_folder["calls"]).Length);
    }

    [Fact]
    public void Cache_DamagedOrHalfWritten_IsAsGoodAsNone()
    {
        var cache = new FillCache(_folder["cache"]);
        cache.Keep("k", new EvalFill { Picture = _pictures.Input, Seconds = 1.5 });
        Assert.Equal(1.5, cache.Find("k")!.Seconds);

        File.WriteAllText(_folder["cache/k.png"], "broken");
        Assert.Null(cache.Find("k"));

        File.Delete(_folder["cache/k.txt"]);
        Assert.Null(cache.Find("k"));
        Assert.Null(cache.Find("other"));
    }

    [Fact]
    public void KeyOf_OtherPicturesCommandOrSeed_IsAnother()
    {
        string key = FillCache.KeyOf(_pictures, "command", 1);

        Assert.NotEqual(key, FillCache.KeyOf(_pictures, "command", 2));
        Assert.NotEqual(key, FillCache.KeyOf(_pictures, "other", 1));
        Assert.NotEqual(key, FillCache.KeyOf(_pictures with { Input = _pictures.Truth! }, "command", 1));
        Assert.Equal(key, FillCache.KeyOf(_pictures with { Truth = null }, "command", 1));
    }

    [Fact]
    public void Start_Children_CountTowardsProcessorTime()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");

        ProcessRun run = ProcessRun.Start(["sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; sleep 0.1"], TimeSpan.FromSeconds(60));

        Assert.Equal(0, run.ExitCode);
        Assert.True(run.CpuSeconds > 0.02, $"{run.CpuSeconds} s");
        Assert.True(run.PeakBytes > 100_000, $"{run.PeakBytes} bytes");
    }

    [Fact]
    public void Find_Programs_AreLookedUpAsTheSystemDoes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths of Unix.");
        string script = Script("true");

        Assert.EndsWith("/sh", ProgramFile.Find("sh"), StringComparison.Ordinal);
        Assert.Equal(script, ProgramFile.Find(script));
        Assert.Null(ProgramFile.Find("no-such-program-anywhere"));
        Assert.Null(ProgramFile.Find("./no-such-program"));
    }

    [Fact]
    public void IdentityOf_ChangedScript_IsAnother()
    {
        string script = Script("true");
        CommandTemplate template = CommandTemplate.Parse($"sh {script} {{image}} {{mask}} {{output}}");
        string before = ProgramFile.IdentityOf("/bin/sh", template);

        Assert.Equal(before, ProgramFile.IdentityOf("/bin/sh", template));
        File.AppendAllText(script, "\n# changed");
        Assert.NotEqual(before, ProgramFile.IdentityOf("/bin/sh", template));
    }

    public void Dispose() => _folder.Dispose();

    private string Script(string text)
    {
        string path = _folder["fake.sh"];
        File.WriteAllText(path, text + "\n");
        return path;
    }

    private CommandEngine Engine(string script, string arguments = "{image} {mask} {output}", double timeout = 60, FillCache? cache = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake program is a shell script.");
        CommandTemplate template = CommandTemplate.Parse($"sh '{Script(script)}' {arguments}");
        var info = new EvalEngine { Name = "fake", Identity = script, UsesSeed = template.UsesSeed };
        return new CommandEngine(info, template, TimeSpan.FromSeconds(timeout), cache);
    }
}
