using Infill.Imaging;
using Infill.Server.Mcp;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Mcp;

/// <summary>swap_background: what it found itself is shown first, and what it made is measured.</summary>
public sealed class SwapToolTests
{
    private const string Egg = "ellipse:96,78,46,58";

    [Fact]
    public async Task Swap_WithAMask_KeepsTheProductAndAnswersItsMeasures()
    {
        await using var scene = new ToolScene();
        string image = await LoadAsync(scene, ProductFiles.Photo), mask = await MaskAsync(scene, image);

        ToolReply reply = await scene.CallAsync("swap_background", new { image, mask, background = "white", canvas = "square", margin_percent = 10 });

        ToolAnswer answer = reply.Answer;
        Assert.Equal(AnswerStatus.Completed, answer.Status);
        Assert.Equal(answer.Width, answer.Height);
        Assert.Equal(["haloDeltaE", "silhouetteOverlap", "maskOverlap", "lockedPixels", "softPixels"], answer.Measures!.Select(measure => measure.Name));
        Assert.True(answer.Measures!.Single(measure => measure.Name == "silhouetteOverlap").Value >= 0.99);
        Assert.Equal((0, true), (answer.Proof!.ChangedPixels, answer.Proof.KeptPixels > 1000));
        Image result = ImageFile.Load(reply.Picture!, null, TestServer.Token);
        Assert.Equal((255, 255, 255), (result[2, 2, 0], result[2, 2, 1], result[2, 2, 2]));
        Assert.Equal(image, (await scene.CallAsync("undo", new { image = answer.Image })).Answer.Image);
    }

    [Fact]
    public async Task Swap_ThroughTheTool_HasTheHashOfTheCommandLine()
    {
        await using var scene = new ToolScene();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("in.png"), ProductFiles.Photo, TestServer.Token);
        using var error = new StringWriter();
        int code = Infill.Cli.CommandLine.Run(
            ["swap-background", folder.File("in.png"), "--no-settings", "--mask", Egg, "--background", "gradient:white-silver@out", "--canvas", "square", "--output", folder.File("out.png")], TextWriter.Null, error);
        string image = await LoadAsync(scene, ProductFiles.Photo), mask = await MaskAsync(scene, image);

        ToolAnswer answer = (await scene.CallAsync("swap_background", new { image, mask, background = "gradient:white-silver@out", canvas = "square" })).Answer;

        Assert.True(code == 0, error.ToString());
        Assert.Equal(ImageFile.Load(folder.File("out.png"), null, TestServer.Token).ComputeHash(), answer.PixelSha256);
    }

    [Fact]
    public async Task Swap_WithoutMask_ShowsTheSubjectAndChangesNothing()
    {
        await using var scene = new ToolScene();
        string image = await LoadAsync(scene, ProductFiles.Photo);

        ToolReply found = await scene.CallAsync("swap_background", new { image });
        Assert.Equal(AnswerStatus.NeedsApproval, found.Answer.Status);
        Assert.NotNull(found.Picture);
        Assert.Null(found.Answer.Job);
        Assert.Contains("swap_background again with this mask", found.Answer.NextStep, StringComparison.Ordinal);

        ToolAnswer swapped = (await scene.CallAsync("swap_background", new { image, mask = found.Answer.Mask })).Answer;
        Assert.NotEqual(image, swapped.Image);
        Assert.Equal(Infill.Masks.Mattes.MatteEdges.Refine, scene.Parts.Desk.Require("alice", swapped.Job!).Spec.Swap!.Edges);
    }

    [Fact]
    public async Task Swap_CutOut_GoesBeforeAnotherPicture()
    {
        await using var scene = new ToolScene();
        string image = await LoadAsync(scene, ProductFiles.CutOut()), table = await LoadAsync(scene, ProductFiles.Table);

        ToolAnswer answer = (await scene.CallAsync("swap_background", new { image, background_image = table })).Answer;

        Assert.Contains(answer.Notes!, note => note.Contains("The background is 90×60", StringComparison.Ordinal));
        Assert.Contains("enlarged", answer.Reason, StringComparison.Ordinal);
        Assert.Equal(AnswerStatus.Degraded, answer.Status);
        Assert.DoesNotContain("refine", answer.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swap_ForNothing_IsACutOutThatIsShownWithItsTransparency()
    {
        await using var scene = new ToolScene();
        string image = await LoadAsync(scene, ProductFiles.Photo), mask = await MaskAsync(scene, image);

        ToolReply reply = await scene.CallAsync("swap_background", new { image, mask, background = "none" });

        Image cut = ImageFile.Load(reply.Picture!, null, TestServer.Token);
        Assert.Equal((0, 255), (cut[2, 2, 3], cut[96, 78, 3]));
        Image before = ProductPictures.Draw(ProductPictures.Alpha());
        Assert.All(Enumerable.Range(0, 3), channel => Assert.Equal(before[96, 78, channel], cut[96, 78, channel]));
    }

    [Theory]
    [InlineData("table.jpg", null, "swap.background must be")]
    [InlineData("prompt:sand", null, "takes text")]
    [InlineData("white", "round", "swap.canvas must be")]
    public async Task Swap_WhatCannotBe_SaysWhy(string background, string? canvas, string words)
    {
        await using var scene = new ToolScene();
        string image = await LoadAsync(scene, ProductFiles.CutOut());

        Assert.Contains(words, await scene.RefuseAsync("swap_background", new { image, background, canvas }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_SwapAndRefine_AreForeseenAndRunNothing()
    {
        await using var scene = new ToolScene();
        string image = await LoadAsync(scene, ProductFiles.Photo), table = await LoadAsync(scene, ProductFiles.Table), mask = await MaskAsync(scene, image);

        ToolAnswer swap = (await scene.CallAsync("plan_edit", new { workflow = "swap-background", image, mask, swap = new { background_image = new { id = table }, canvas = "400x300" } })).Answer;
        ToolAnswer refine = (await scene.CallAsync("plan_edit", new { workflow = "refine", image, mask })).Answer;

        Assert.Equal((400, 300), (swap.Width, swap.Height));
        Assert.NotEmpty(swap.Notes!);
        Assert.True(refine.Seconds > 0);
        Assert.Empty(scene.Parts.Desk.List("alice", 10));
    }

    [Fact]
    public async Task Swap_HandlesOfAnother_AreNotThere()
    {
        await using var scene = new ToolScene();
        string image = await LoadAsync(scene, ProductFiles.CutOut());
        string other = new('a', 32);

        Assert.Contains("no such image", await scene.RefuseAsync("swap_background", new { image, background_image = other }), StringComparison.Ordinal);
        Assert.Contains("no such mask", await scene.RefuseAsync("swap_background", new { image, mask = other }), StringComparison.Ordinal);
    }

    private static async Task<string> LoadAsync(ToolScene scene, byte[] file) => (await scene.CallAsync("load_image", new { base64 = file })).Answer.Image!;

    // As a client draws it, by shapes: an egg like the one in the photo, a little larger.
    private static Task<string> MaskAsync(ToolScene scene, string image) => scene.MaskAsync(image, Egg);
}
