using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Mcp;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Mcp;

/// <summary>refine goes on with the picture as it is, and says whether anything rose.</summary>
public sealed class RefineToolTests
{
    private const string Hole = "rect:50,45,20,18";

    private static readonly object SmallPlan = new { patience = 1, passes = new[] { new { name = "whole" } } };

    [Fact]
    public async Task Refine_PaintedEdit_RisesWithinTheFilledAreaOnly()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(SamplePhoto.Grass(200, 180));
        ToolAnswer bad = await PaintAsync(scene, image);

        ToolAnswer better = (await scene.CallAsync("refine", new { image = bad.Image, engine = "patch" })).Answer;

        Assert.True(better.Refinement!.IsImproved);
        Assert.Contains(better.Refinement.Passes, pass => pass.IsKept && pass.ProbabilityAfter < pass.ProbabilityBefore);
        Assert.Equal(0, better.Proof!.ChangedPixels);
        Assert.NotEqual(bad.Image, better.Image);
        Assert.Equal(bad.Area!.Bounds, better.Area!.Bounds);
        Assert.Equal(bad.Image, (await scene.CallAsync("undo", new { image = better.Image })).Answer.Image);
        Job job = scene.Parts.Desk.Require("alice", better.Job!);
        Assert.Equal((JobWorkflow.Refine, "patch"), (job.Spec.Workflow, job.Spec.Engine));
    }

    [Fact]
    public async Task Refine_NothingRises_SaysSoAndTheHandleStays()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(SamplePhoto.Grass(200, 180));
        ToolAnswer bad = await PaintAsync(scene, image);

        // The same engine paints the same grey.
        ToolAnswer same = (await scene.CallAsync("refine", new { image = bad.Image, plan = SmallPlan })).Answer;

        Assert.Equal((AnswerStatus.Degraded, bad.Image), (same.Status, same.Image));
        Assert.False(same.Refinement!.IsImproved);
        Assert.Contains("Nothing rose: 1 pass was tried and undone", same.Reason, StringComparison.Ordinal);
        Assert.Contains("start_over", same.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refine_EditThatTheGateAccepts_ChangesNothing()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(SamplePhoto.Grass(200, 180));
        ToolAnswer good = (await scene.CallAsync("remove_object", new { image, mask = await scene.MaskAsync(image, Hole) })).Answer;
        Assert.Equal(AnswerStatus.Completed, good.Status);

        ToolAnswer same = (await scene.CallAsync("refine", new { image = good.Image })).Answer;

        Assert.Equal((AnswerStatus.Completed, good.Image, good.PixelSha256), (same.Status, same.Image, same.PixelSha256));
        Assert.Contains("Nothing was tried: the gate is satisfied.", same.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refine_PictureFilledElsewhere_NeedsItsMask()
    {
        await using var scene = new ToolScene();
        Image painted = SamplePhoto.Grass(200, 180);
        for (int i = 0; i < 20 * 18 * 3; i++)
        {
            painted[50 + (i / 3 % 20), 45 + (i / 60), i % 3] = 128;
        }

        string image = await scene.LoadAsync(painted);
        Assert.Contains("give mask", await scene.RefuseAsync("refine", new { image }), StringComparison.Ordinal);

        ToolAnswer better = (await scene.CallAsync("refine", new { image, mask = await scene.MaskAsync(image, Hole) })).Answer;

        Assert.True(better.Refinement!.IsImproved);
        Assert.Equal(image, (await scene.CallAsync("undo", new { image = better.Image })).Answer.Image);
    }

    [Fact]
    public async Task Refine_Extension_WorksOnTheNewBordersAlone()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(SamplePhoto.Grass(120, 90));
        ToolAnswer wide = (await scene.CallAsync("extend_image", new { image, ratio = "16:9" })).Answer;

        ToolAnswer refined = (await scene.CallAsync("refine", new { image = wide.Image, plan = new { runAll = true, passes = new[] { new { name = "whole", fill = new { seedOffset = 3 } } } } })).Answer;

        Assert.Single(refined.Refinement!.Passes);
        Assert.Equal(wide.Area!.FilledPixels, refined.Area!.FilledPixels);
        Assert.Equal((0, 120L * 90), (refined.Proof!.ChangedPixels, refined.Proof.KeptPixels));
    }

    [Fact]
    public async Task Refine_ARefinedPicture_GoesOnWithOtherSeeds()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(SamplePhoto.Grass(200, 180));
        ToolAnswer bad = await PaintAsync(scene, image);
        ToolAnswer first = (await scene.CallAsync("refine", new { image = bad.Image, engine = "patch" })).Answer;

        ToolAnswer second = (await scene.CallAsync("refine", new { image = first.Image })).Answer;

        JobSpec before = scene.Parts.Desk.Require("alice", first.Job!).Spec, after = scene.Parts.Desk.Require("alice", second.Job!).Spec;
        Assert.True(after.Options.Fill.Seed > before.Options.Fill.Seed);
        Assert.Equal(before.Mask, after.Mask);
        Assert.Contains("was refined", await scene.RefuseAsync("refine", new { image = first.Image, start_over = true }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartOver_DegradedEdit_IsTheSameEditFromTheSameSource()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(SamplePhoto.Grass(200, 180));
        ToolAnswer bad = await PaintAsync(scene, image);

        ToolAnswer better = (await scene.CallAsync("refine", new { image = bad.Image, start_over = true, attempts = 5 })).Answer;

        Assert.Equal(AnswerStatus.Completed, better.Status);
        Assert.NotEqual(bad.PixelSha256, better.PixelSha256);
        Assert.Equal(bad.Area!.Bounds, better.Area!.Bounds);
        Assert.Equal(image, (await scene.CallAsync("undo", new { image = better.Image })).Answer.Image);
        Assert.Contains("same edit again", await scene.RefuseAsync("refine", new { image = bad.Image, start_over = true, engine = "patch" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refine_WhatIsNotDrawnByChance_SaysWhatToDo()
    {
        await using var scene = new ToolScene();
        string photo = (await scene.CallAsync("load_image", new { base64 = ProductFiles.CutOut() })).Answer.Image!;
        ToolAnswer swapped = (await scene.CallAsync("swap_background", new { image = photo })).Answer;

        Assert.Contains("call swap_background again", await scene.RefuseAsync("refine", new { image = swapped.Image }), StringComparison.Ordinal);
        Assert.Contains("no pass is called so", await scene.RefuseAsync("refine", new { image = photo, mask = await scene.MaskAsync(photo, Hole), plan = new { passes = new[] { new { name = "a", needs = new[] { "b" } } } } }), StringComparison.Ordinal);
    }

    private static async Task<ToolAnswer> PaintAsync(ToolScene scene, string image)
    {
        ToolAnswer bad = (await scene.CallAsync("remove_object", new { image, mask = await scene.MaskAsync(image, Hole), engine = WaitingEngine.Name })).Answer;
        Assert.Equal(AnswerStatus.Degraded, bad.Status);
        return bad;
    }
}
