using Infill.Cli;
using Infill.Cli.Batch;
using Infill.Cli.Jobs;
using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Batch;

/// <summary>Workflows of a batch whose place is not a mask alone.</summary>
public sealed class BatchWorkflowTests
{
    [Fact]
    public void Unshadow_Auto_LightensEveryPicture()
    {
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["photos"]);
        ImageFile.Save(ShadowPictures.Draw((0.45f, 0.45f, 0.45f)), folder["photos/a.png"]);
        ImageFile.Save(ShadowPictures.Draw((0.5f, 0.5f, 0.55f)), folder["photos/b.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Object), folder["object.png"]);

        CliRun run = folder.Run("batch", "photos", "--workflow", "unshadow", "--auto", "--object", "object.png", "--output-dir", "out");

        Assert.True(run.Code == 0, run.Error);
        (int x, int y) = ShadowPictures.Deepest();
        Assert.All(["a.png", "b.png"], name => Assert.True(folder.Load("out/" + name)[x, y, 1] > folder.Load("photos/" + name)[x, y, 1] + 20));
        Assert.Equal(0, folder.Run("batch", "photos", "--workflow", "unshadow", "--auto", "--object", "object.png", "--output-dir", "out").Code);
    }

    [Fact]
    public void Unshadow_MasksOfAFolder_AreTakenForTheShadows()
    {
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["photos"]);
        Directory.CreateDirectory(folder["masks"]);
        ImageFile.Save(ShadowPictures.Draw((0.45f, 0.45f, 0.45f)), folder["photos/a.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Shadow), folder["masks/a.png"]);

        CliRun run = folder.Run("batch", "photos", "--workflow", "unshadow", "--masks", "masks", "--output-dir", "out");

        Assert.True(run.Code == 0, run.Error);
        (int x, int y) = ShadowPictures.Deepest();
        Assert.True(folder.Load("out/a.png")[x, y, 1] > folder.Load("photos/a.png")[x, y, 1] + 20);
    }

    [Fact]
    public void Unshadow_InALine_FindsMaskAndObjectBesideTheManifest()
    {
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["jobs"]);
        ImageFile.Save(ShadowPictures.Draw((0.45f, 0.45f, 0.45f)), folder["jobs/a.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Object), folder["jobs/object.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Shadow), folder["jobs/shadow.png"]);
        File.WriteAllText(folder["jobs/jobs.jsonl"], """
            {"image": "a.png", "mask": "shadow.png", "workflow": "unshadow", "output": "marked.png", "options": {"object": "object.png"}}
            {"image": "a.png", "workflow": "unshadow", "output": "found.png", "options": {"auto": true, "object": "object.png"}}
            """);

        CliRun run = folder.Run("batch", "--manifest", "jobs/jobs.jsonl", "--output-dir", "out", "--threads", "1");

        Assert.True(run.Code == 0, run.Error);
        (int x, int y) = ShadowPictures.Deepest();
        Assert.All(["marked.png", "found.png"], name => Assert.True(folder.Load("out/" + name)[x, y, 1] > folder.Load("jobs/a.png")[x, y, 1] + 20));
    }

    [Fact]
    public void Unshadow_NoShadow_IsAListedFailure()
    {
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["photos"]);
        ImageFile.Save(ShadowPictures.Draw((1, 1, 1)), folder["photos/a.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Object), folder["object.png"]);

        CliRun run = folder.Run("batch", "photos", "--workflow", "unshadow", "--auto", "--object", "object.png", "--output-dir", "out");

        Assert.Equal(1, run.Code);
        Assert.Contains("No shadow stands out", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unshadow", "--auto (look for it)")]
    [InlineData("refine", "--mask MASK (or --click, --box, --subject, --text) for all")]
    public void Batch_WithoutAPlace_SaysWhatItNeeds(string workflow, string part)
    {
        using var tree = new BatchTree("a.png");

        CliRun run = BatchTree.Infill("batch", tree["photos"], "--workflow", workflow, "--output-dir", tree["out"]);

        Assert.Equal(2, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--box", "10,10,20,15", "rect:10,10,20,15")]
    [InlineData("--mask", "rect:1,2,3,4", "rect:1,2,3,4")]
    public void Parse_Add_TakesItsPlaceAsTheCommandDoes(string option, string value, string expected)
    {
        JobArguments job = JobParser.Parse("add", "a.png", "b.png", JobWords.None.With(option, value).With("--prompt", "a cup"));

        Assert.Equal((expected, "a cup", "add"), (job.Source.Mask, job.Fill.Prompt, job.Workflow));
        Assert.Contains("--at", JobParser.MaskNamesOf("add"));
        Assert.Empty(JobParser.ProposalNamesOf("add"));
    }

    [Fact]
    public void Parse_AddAroundAPoint_NeedsItsSize()
    {
        JobArguments job = JobParser.Parse("add", "a.png", "b.png", JobWords.None.With("--at", "20,20").With("--size", "10x8").With("--prompt", "a cup"));

        Assert.Equal("ellipse:20,20,5,4", job.Source.Mask);
        Assert.Contains("--at needs --size", Assert.Throws<CliException>(() => JobParser.Parse("add", "a.png", "b.png", JobWords.None.With("--at", "20,20"))).Message, StringComparison.Ordinal);
    }
}
