using Infill.Imaging;
using Infill.Server.Api;
using Infill.Server.Jobs;
using Infill.Server.Mcp;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Mcp;

/// <summary>Edits are judged, tried again, taken back; shadows are shown before they go.</summary>
public sealed class EditToolTests
{
    private const string Hole = "rect:50,45,20,18";

    [Fact]
    public async Task Remove_FillThatTheGateDoubts_IsDegradedWithWhatAndWhereAndTheNextStep()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(SamplePhoto.Grass(200, 180));
        string mask = await scene.MaskAsync(image, Hole);

        ToolAnswer answer = (await scene.CallAsync("remove_object", new { image, mask, engine = WaitingEngine.Name })).Answer;

        Assert.Equal(AnswerStatus.Degraded, answer.Status);
        Assert.Contains("The quality gate doubts the fill", answer.Reason, StringComparison.Ordinal);
        Assert.Contains("refine", answer.NextStep, StringComparison.Ordinal);
        FindingRecord surest = answer.Findings![0];
        Assert.True(surest.Probability > 0.5);
        Assert.Equal(answer.Findings.OrderByDescending(finding => finding.Probability), answer.Findings);
    }

    [Fact]
    public async Task Remove_WithAttempts_TakesTheOneThatTheGateAccepts()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(SamplePhoto.Grass(200, 180));
        string mask = await scene.MaskAsync(image, Hole);

        ToolAnswer answer = (await scene.CallAsync("remove_object", new { image, mask, engine = WaitingEngine.Name, attempts = 5 })).Answer;

        // More context and another blend paint the same grey; then the patch engine stands in.
        Assert.Equal(AnswerStatus.Completed, answer.Status);
        Assert.Null(answer.Findings);
        Job job = scene.Parts.Desk.Require("alice", answer.Job!);
        TraceVerdict verdict = job.Result!.Outputs[0].Verdict!;
        Assert.Equal("engine patch", verdict.Attempts.Single(attempt => attempt.IsKept).Reason);
        Assert.Equal(scene.Told.Order(), scene.Told);
        Assert.Equal(1, scene.Told[^1]);
    }

    [Fact]
    public async Task Undo_TwoEdits_GoesBackStepByStep()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(Pictures.Noise(96, 80));
        string mask = await scene.MaskAsync(image, "rect:10,10,6,6");
        string first = (await scene.CallAsync("remove_object", new { image, mask })).Answer.Image!;
        string second = (await scene.CallAsync("remove_object", new { image = first, mask, engine = "smooth" })).Answer.Image!;

        ToolReply once = await scene.CallAsync("undo", new { image = second });
        ToolReply twice = await scene.CallAsync("undo", new { image = once.Answer.Image });

        Assert.Equal((first, image), (once.Answer.Image, twice.Answer.Image));
        Assert.Equal(Pictures.Noise(96, 80).ComputeHash(), ImageFile.Load(twice.Picture!, null, TestServer.Token).ComputeHash());
        Assert.Contains("nothing to undo", await scene.RefuseAsync("undo", new { image }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoveShadow_WithoutMask_ShowsWhatItFoundAndChangesNothing()
    {
        await using var scene = new ToolScene();
        Image photo = ShadowPictures.Draw((0.5f, 0.5f, 0.5f));
        string image = await scene.LoadAsync(photo);

        string thing = await scene.MaskAsync(image, "rect:140,110,14,70 + polygon:120,70 185,80 180,115 118,112");

        ToolReply found = await scene.CallAsync("remove_shadow", new { image, @object = thing });
        Assert.Equal(AnswerStatus.NeedsApproval, found.Answer.Status);
        Assert.NotNull(found.Picture);
        Assert.Null(found.Answer.Job);
        Assert.InRange(ShadowPictures.Overlap(ShadowPictures.Shadow, scene.ReadMask(found.Answer.Mask!)), 0.6, 1);

        ToolAnswer relit = (await scene.CallAsync("remove_shadow", new { image, mask = found.Answer.Mask })).Answer;
        Assert.NotEqual(image, relit.Image);
        Assert.Equal("relight", scene.Parts.Desk.Require("alice", relit.Job!).Spec.Engine);
        (int x, int y) = ShadowPictures.Deepest();
        Image after = await ReadAsync(scene, relit.Image!);
        Assert.True(after[x, y, 1] > photo[x, y, 1] + 30, $"{photo[x, y, 1]} → {after[x, y, 1]}");
    }

    [Fact]
    public async Task RemoveShadow_NothingFoundOrTwoMasks_SaysWhatToDo()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(ShadowPictures.Draw((0.5f, 0.5f, 0.5f))), plain = await scene.LoadAsync(Pictures.Flat(80, 60, 0.6));
        string thing = await scene.MaskAsync(image, "rect:140,110,14,70 + polygon:120,70 185,80 180,115 118,112");

        Assert.Contains("No shadow stands out", await scene.RefuseAsync("remove_shadow", new { image = plain }), StringComparison.Ordinal);
        Assert.Contains("give one of them", await scene.RefuseAsync("remove_shadow", new { image, mask = thing, @object = thing }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_LargePicture_IsShownSmallerAndLinkedWhole()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(Pictures.Noise(2600, 1700));
        string mask = await scene.MaskAsync(image, "rect:30,25,20,20");

        ToolReply reply = await scene.CallAsync("remove_object", new { image, mask, engine = "smooth" });

        Assert.Equal(new PixelSize(1568, 1025), ImageFile.ReadHeader(reply.Picture!).Size);
        Assert.Equal(("image/jpeg", 2600, reply.Answer.Image), (reply.Media, reply.Answer.Width, reply.Full!.Id));
    }

    private static async Task<Image> ReadAsync(ToolScene scene, string image)
    {
        await using Stream stream = scene.Parts.Blobs.Open(scene.Parts.RequirePicture("alice", image, isMask: false).Sha256);
        return ImageFile.Load(stream, null, TestServer.Token);
    }
}
