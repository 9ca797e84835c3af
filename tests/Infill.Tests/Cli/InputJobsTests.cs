using CsCheck;
using Infill.Cli;
using Infill.Cli.Jobs;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class InputJobsTests
{
    [Fact]
    public void Expand_OneFile_IsTheJobAsWritten()
    {
        JobArguments job = Template() with { Output = new OutputArguments { Path = "out.png", TraceFolder = "trace" } };

        JobSet set = InputJobs.Expand(job, ["photo.png"]);

        Assert.True(set.IsSingle);
        Assert.Equal(job, set.Jobs[0]);
    }

    [Fact]
    public void Expand_Folder_GivesEachPictureItsMaskOutputAndTrace()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("in/a.png", 9, 9);
        folder.SavePhoto("in/b.c.jpg", 9, 9);
        JobArguments template = Template() with
        {
            Source = new SourceArguments { Image = "x", Mask = "{dir}/m/{name}.png", Exclude = "rect:1,1,2,2" },
            Output = new OutputArguments { Folder = folder["out"], Format = FileFormat.Webp, TraceFolder = folder["trace"] },
        };

        JobSet set = InputJobs.Expand(template, [folder["in"]]);

        Assert.Equal([folder["in/a.png"], folder["in/b.c.jpg"]], set.Jobs.Select(job => job.Source.Image));
        Assert.Equal([folder["in/m/a.png"], folder["in/m/b.c.png"]], set.Jobs.Select(job => job.Source.Mask));
        Assert.Equal([folder["out/a.webp"], folder["out/b.c.webp"]], set.Jobs.Select(job => job.Output.Path));
        Assert.Equal([folder["trace/a.webp"], folder["trace/b.c.webp"]], set.Jobs.Select(job => job.Output.TraceFolder));
        Assert.All(set.Jobs, job => Assert.Equal("rect:1,1,2,2", job.Source.Exclude));
    }

    [Theory]
    [InlineData("jpeg", "a.jpeg", "a.jpeg")]
    [InlineData("jpeg", "a.png", "a.jpg")]
    [InlineData("heif", "a", "a.avif")]
    [InlineData(null, "a.tiff", "a.tiff")]
    public void NameOf_Format_ChangesOnlyAnotherExtension(string? format, string input, string expected) => Assert.Equal(
        expected,
        InputJobs.NameOf(new Infill.Cli.Inputs.InputFile("x/" + input, input), format is null ? null : Enum.Parse<FileFormat>(format, ignoreCase: true)));

    [Theory]
    [InlineData("one file, but there are several", "o.png", null)]
    [InlineData("needs --output-dir", null, null)]
    [InlineData("give one of them", "o.png", "out")]
    public void Expand_SeveralInputs_NeedAFolder(string says, string? output, string? folder)
    {
        JobArguments template = Template() with { Output = new OutputArguments { Path = output, Folder = folder } };

        CliException refusal = Assert.Throws<CliException>(() => InputJobs.Expand(template, ["a.png", "b.png"]));

        Assert.Equal(ExitCode.WrongUse, refusal.Code);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cannot be one of several", null, "rect:1,1,2,2", "-", "a.png")]
    [InlineData("on stdin has none", "out", "rect:1,1,2,2", "-")]
    [InlineData("on stdin has none", null, "{name}.png", "-")]
    public void Expand_Stdin_HasNoNameAndStandsAlone(string says, string? folder, string mask, params string[] inputs)
    {
        JobArguments template = Template() with
        {
            Source = new SourceArguments { Image = "-", Mask = mask },
            Output = new OutputArguments { Path = folder is null ? "o.png" : null, Folder = folder },
        };

        CliException refusal = Assert.Throws<CliException>(() => InputJobs.Expand(template, inputs));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a + rect:0,0,9,9.jpg", "masks/{name}.png", true)]
    [InlineData("a-rect:0,0,9,9.jpg", "masks/{name}.png", true)]
    [InlineData("rect:0,0,9,9.jpg", "{name}", true)]
    [InlineData("a - b.jpg", "masks/{name}.png + rect:0,0,2,2", true)]
    [InlineData("a-b (1).jpg", "masks/{name}.png + rect:0,0,2,2", false)]
    [InlineData("a-b.jpg", "masks/{name}.png", false)]
    public void Expand_NameThatReadsAsAnExpression_IsAFailureOfThatInput(string name, string mask, bool fails)
    {
        JobArguments template = Template() with
        {
            Source = new SourceArguments { Image = name, Mask = mask },
            Output = new OutputArguments { Folder = "out" },
        };

        JobSet set = InputJobs.Expand(template, [name, "plain.jpg"]);

        Assert.Equal(fails ? 1 : 2, set.Jobs.Count);
        Assert.Equal(fails ? [name] : [], set.Failures.Select(failure => failure.Path));
    }

    [Fact]
    public void Make_AnyDistinctNames_GetDistinctOutputsBelowTheFolder() =>
        Gen.String[Gen.Char["abc"], 1, 3].Select(Gen.Int[0, 2], (name, kind) => $"{name}.{new[] { "png", "jpg", "tif" }[kind]}").Array[2, 5].Sample(names =>
        {
            using var folder = new CliFolder();
            JobArguments template = Template() with { Output = new OutputArguments { Folder = folder["new/out"] } };

            JobSet set = InputJobs.Expand(template, names);

            IReadOnlyList<PlannedJob> plans = JobPlans.Make(set.Jobs, touches: false);
            Assert.Equal(names.Distinct().Select(name => folder["new/out/" + name]), plans.Select(plan => plan.Outputs.Targets[0].Path));
            Assert.False(Directory.Exists(folder["new"]));
        }, iter: 50);

    [Fact]
    public void Make_TwoInputsOfOneName_AreRefusedWithBothNames()
    {
        using var folder = new CliFolder();
        JobArguments template = Template() with { Output = new OutputArguments { Folder = folder["out"] } };

        CliException refusal = Assert.Throws<CliException>(
            () => JobPlans.Make(InputJobs.Expand(template, ["x/a.png", "y/a.png", "y/b.png"]).Jobs));

        Assert.Equal(ExitCode.WrongUse, refusal.Code);
        Assert.Contains("'x/a.png' and 'y/a.png' would both be written to", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_OutputThatAnotherJobReads_IsRefusedEvenWithOverwrite()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("in/a.jpg", 9, 9);
        folder.SavePhoto("out/a.png", 9, 9);
        JobArguments template = Template() with
        {
            Source = new SourceArguments { Image = "x", Mask = folder["out/a.png"] },
            Output = new OutputArguments { Folder = folder["out"], Format = FileFormat.Png, Overwrite = true },
        };

        CliException refusal = Assert.Throws<CliException>(
            () => JobPlans.Make(InputJobs.Expand(template, [folder["in/a.jpg"], folder["photo.png"]]).Jobs));

        Assert.Contains("is read by another job", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_SeveralProblems_AreAllListed()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["photo-2.png"], "mine");
        JobArguments template = Template() with { Output = new OutputArguments { Folder = folder.Root } };

        CliException refusal = Assert.Throws<CliException>(
            () => JobPlans.Make(InputJobs.Expand(template, ["a/photo-2.png", "a/x.bmp", "a/b.png", "c/b.png"]).Jobs));

        Assert.Equal(3, refusal.Message.Split('\n').Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Make_FolderBelowAFile_CannotBeMade(bool touches)
    {
        using var folder = new CliFolder();
        JobArguments template = Template() with { Output = new OutputArguments { Folder = folder["mask.png/out"] } };

        CliException refusal = Assert.Throws<CliException>(() => JobPlans.Make(InputJobs.Expand(template, ["a.png"]).Jobs, touches));

        Assert.Contains("is a file", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FindObstacle_Folders_SaysWhetherFilesCanBeMade(bool touches)
    {
        using var folder = new CliFolder();

        Assert.Null(FolderAccess.FindObstacle(folder.Root, touches));
        Assert.NotNull(FolderAccess.FindObstacle(folder["nowhere"], touches || OperatingSystem.IsWindows()));
        Assert.Equal(["mask.png", "photo.png"], folder.Names());
    }

    private static JobArguments Template() => new()
    {
        Workflow = "remove",
        Source = new SourceArguments { Image = "photo.png", Mask = "rect:4,5,6,7" },
    };
}
