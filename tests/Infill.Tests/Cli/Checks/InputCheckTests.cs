using CsCheck;
using Infill.Cli;
using Infill.Cli.Checks;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Engines;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Checks;

/// <summary>What a check says holds in the run.</summary>
public sealed class InputCheckTests : IDisposable
{
    private static readonly string[] Pictures = ["photo.png", "cut.png", "deep.tif", "ink.jpg", "half.png", "text.png", "missing.png", "."];

    private static readonly string[] Masks =
    [
        "mask.png", "small.png", "ink.jpg", "missing.png", "half.png", "alpha", "rect:4,5,6,7", "rect:200,200,5,5", "rect:1,2", "rect:0,0,48,40",
        "rect:1,1,5,5 - rect:0,0,9,9", "mask.png + rect:1,1,3,3", "mask.png + small.png", "missing.png + rect:1,1,3,3", "color:#010203~0", "color:#102030~90", "black.png",
    ];

    private readonly CliFolder _folder = MakeFolder();

    [Fact]
    public void Look_AnyJobDecoded_EndsWithTheCodeOfTheRun() => AnyJob().Sample(job =>
    {
        CheckRecord check = Check(job, decodes: true);

        (ExitCode code, string reason) = Run(job);
        Assert.True(check.ExitCode == (int)code, $"The check says {check.ExitCode} ({string.Join(" ", check.Problems.Select(p => p.Message))}), the run {(int)code}: {reason}");
        Assert.Equal(code == ExitCode.Done, check.Status == CheckStatus.Ok);
        Assert.Equal(code == ExitCode.Done, check.Problems.Count == 0);
    }, iter: 250, threads: 1);

    [Fact]
    public void Look_AnyJobNotDecoded_FindsNothingThatDecodingDoesNot() => AnyJob().Sample(job =>
    {
        string[] headers = [.. Check(job, decodes: false).Problems.Select(p => p.Message)];
        string[] pixels = [.. Check(job, decodes: true).Problems.Select(p => p.Message)];

        Assert.Empty(headers.Except(pixels));
    }, iter: 250, threads: 1);

    [Fact]
    public void Look_SeveralProblems_AreAllThere()
    {
        JobArguments job = Job("photo.png", "small.png", "missing.png", "photo.png") with { Fill = new FillArguments { Engine = "sd15" } };
        job = job with { Source = job.Source with { Guides = ["-9,-9 -1,-1"] } };

        CheckRecord check = Check(job, decodes: false);

        string[] found = [.. check.Problems.Select(p => p.Message)];
        Assert.Equal(5, found.Length);
        Assert.All(
            ["no engine 'sd15'", "is the input", "Mask is 9×8", "no mask file", "Guide line 1"],
            (says, i) => Assert.Contains(says, found[i], StringComparison.Ordinal));
        Assert.Equal(6, check.ExitCode);
    }

    [Theory]
    [InlineData("mask.png", false, null)]
    [InlineData("mask.png", true, 48L)]
    [InlineData("rect:1,1,4,5", false, 20L)]
    [InlineData("rect:1,1,4,5 + mask.png", false, null)]
    [InlineData("rect:1,1,4,5 + mask.png", true, 68L)]
    [InlineData("color:#102030~255", false, null)]
    public void Look_FilledPixels_AreToldWhereTheyAreKnown(string mask, bool decodes, long? filled) =>
        Assert.Equal(filled, Check(Job("photo.png", mask, null, "out.png"), decodes).Mask!.FilledPixels);

    [Fact]
    public void Look_SeveralFrames_IsAWarning()
    {
        File.WriteAllBytes(_folder["two.gif"], Infill.Hostile.SeedFiles.Read("animated.gif"));

        CheckRecord check = Check(Job("two.gif", "rect:1,1,2,2", null, "out.png"), decodes: false);

        Assert.Equal(CheckStatus.Ok, check.Status);
        Assert.Contains("only the first is read", Assert.Single(check.Warnings), StringComparison.Ordinal);
        Assert.InRange(check.Picture!.Frames, 2, 1000);
    }

    [Fact]
    public void Look_DamagedPicture_ShowsOnlyWhenDecodedAndIsAWarningIfLenient()
    {
        JobArguments job = Job("half.png", "rect:4,5,6,7", null, "out.png");

        Assert.Equal(CheckStatus.Ok, Check(job, decodes: false).Status);
        Assert.Equal(1, Check(job, decodes: true).ExitCode);
        CheckRecord lenient = Check(job with { Source = job.Source with { Lenient = true } }, decodes: true);
        Assert.Equal(CheckStatus.Ok, lenient.Status);
        Assert.NotEmpty(lenient.Warnings);
    }

    public void Dispose() => _folder.Dispose();

    private Gen<JobArguments> AnyJob() =>
        from picture in Gen.Int[0, Pictures.Length - 1]
        from mask in Gen.Int[0, Masks.Length - 1]
        from exclude in Gen.Int[-6, Masks.Length - 1]
        from output in Gen.Int[0, 5]
        from engine in Gen.Int[0, 9]
        from polarity in Gen.Int[0, 9]
        let name = new[] { "out.png", "out.jpg", "out.webp", "photo.png", "out.bmp", "nowhere/out.png" }[output]
        let job = Job(Pictures[picture], Masks[mask], exclude < 0 ? null : Masks[exclude], name)
        select job with
        {
            Fill = new FillArguments { Engine = engine == 0 ? "sd15" : MoodyEngine.Description.Name },
            Source = job.Source with { Polarity = polarity == 0 ? "opaque" : polarity == 1 ? "black" : null },
        };

    private JobArguments Job(string picture, string mask, string? exclude, string output) => new()
    {
        Workflow = "fill",
        Source = new SourceArguments { Image = _folder[picture], Mask = Place(mask), Exclude = exclude is null ? null : Place(exclude) },
        Fill = new FillArguments { Engine = MoodyEngine.Description.Name },
        Output = new OutputArguments { Path = _folder[output] },
    };

    // Files of the folder, wherever they stand in an expression.
    private string Place(string mask) => string.Join(' ', mask.Split(' ').Select(word => word.Contains('.', StringComparison.Ordinal) ? _folder[word] : word));

    private static CheckRecord Check(JobArguments job, bool decodes) =>
        new InputCheck(new EngineCheck(MoodyEngine.Catalog()), new PictureFiles(StandardStreams.OfProcess, CancellationToken.None), decodes).Look(job, []);

    private (ExitCode Code, string Reason) Run(JobArguments job)
    {
        EngineCatalog engines = MoodyEngine.Catalog();
        string[] before = _folder.Names();
        try
        {
            JobChecks.RequireRunnable(job, engines);
            ResultRecord result = new JobRunner(engines, TimeProvider.System).Run(job, JobPlans.Make([job])[0].Outputs, null, CancellationToken.None);
            File.Delete(job.Output.Path!);
            return (ResultReport.ToExitCode(result, strict: false), "");
        }
        catch (Exception reason)
        {
            Assert.Equal(before, _folder.Names());
            return (FailureReport.Explain(reason, "fill").Code, reason.Message);
        }
    }

    private static CliFolder MakeFolder()
    {
        var folder = new CliFolder();
        var size = new PixelSize(48, 40);
        folder.SaveMask("small.png", new PixelSize(9, 8), new PixelRect(1, 1, 2, 2));
        folder.SaveMask("black.png", size, default);
        File.WriteAllText(folder["text.png"], "not a picture");
        File.WriteAllBytes(folder["half.png"], File.ReadAllBytes(folder["photo.png"])[..^60]);
        Image cut = new(size, new PixelFormat(ColorModel.Rgb, HasAlpha: true, 8));
        cut.Samples8.AsSpan(0, 4000).Fill(byte.MaxValue);
        ImageFile.Save(cut, folder["cut.png"]);
        ImageFile.Save(new Image(size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, 16)), folder["deep.tif"]);
        ImageFile.Save(new Image(size, new PixelFormat(ColorModel.Cmyk, HasAlpha: false, 8)), folder["ink.jpg"]);
        return folder;
    }
}
