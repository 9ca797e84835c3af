using Infill.Evaluation.Metrics;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx;
using Infill.Onnx.MaskModels;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.MaskModels;

public sealed class SegmentAnythingTests : IDisposable
{
    private static readonly PixelRect RedRect = new(40, 30, 60, 80), BlueRect = new(130, 20, 40, 40);
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(201, 133, 0.95)]
    [InlineData(133, 201, 0.95)]
    [InlineData(1300, 700, 0.8)]
    public void Propose_OneClick_FindsTheThingAtItsPlace(int width, int height, double least)
    {
        Image image = FlatScene.Draw(width, height, (RedRect, FlatScene.Red), (BlueRect.Intersect(new PixelRect(0, 0, width, height)), FlatScene.Blue));
        using SegmentAnything model = Open();

        MaskProposal best = model.Propose(image, Click(new MaskPoint(70, 70)), TestContext.Current.CancellationToken)[0];

        Assert.InRange(MaskScores.Iou(best.Mask, FlatScene.MaskOf(image, RedRect)), least, 1);
        Assert.Equal(1, best.Candidate);
        Assert.Contains("second.onnx", best.Origin, StringComparison.Ordinal);
        Assert.EndsWith("1 click", best.Origin, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    public void Propose_OneClick_GivesDistinctCandidatesByScore(bool isSingle, int least)
    {
        Image image = FlatScene.Draw(201, 133, (RedRect, FlatScene.Red), (new PixelRect(100, 30, 30, 80), FlatScene.Pale));
        using SegmentAnything model = Open(isSingle);

        IReadOnlyList<MaskProposal> proposals = model.Propose(image, Click(new MaskPoint(50, 40)), TestContext.Current.CancellationToken);

        Assert.InRange(proposals.Count, least, 4);
        Assert.Equal(Enumerable.Range(1, proposals.Count), proposals.Select(one => one.Candidate));
        Assert.True(proposals[1].Mask.CountFilled() > proposals[0].Mask.CountFilled() * 1.3);
        MaskProposal second = Assert.Single(model.Propose(image, Click(new MaskPoint(50, 40)) with { Candidate = 2 }, TestContext.Current.CancellationToken));
        MaskAssert.Same(proposals[1].Mask, second.Mask);
    }

    [Fact]
    public void Propose_ClickBesideTheThing_TakesItsColourAway()
    {
        Image image = FlatScene.Draw(201, 133, (RedRect, FlatScene.Red), (new PixelRect(100, 30, 30, 80), FlatScene.Pale));
        using SegmentAnything model = Open();
        var prompt = new MaskPrompt { Kind = MaskPromptKind.Thing, Clicks = [new MaskClick(new MaskPoint(50, 40)), new MaskClick(new MaskPoint(115, 60), IsInside: false)] };

        IReadOnlyList<MaskProposal> proposals = model.Propose(image, prompt, TestContext.Current.CancellationToken);

        Assert.All(proposals, one => Assert.Equal(0f, one.Mask[115, 60]));
        Assert.All(proposals, one => Assert.Equal(1f, one.Mask[50, 40]));
    }

    [Fact]
    public void Propose_Box_FindsWhatIsInItsMiddle()
    {
        Image image = FlatScene.Draw(201, 133, (RedRect, FlatScene.Red), (BlueRect, FlatScene.Blue));
        using SegmentAnything model = Open();
        var prompt = new MaskPrompt { Kind = MaskPromptKind.Thing, Box = new MaskBox(new MaskPoint(125, 15), new MaskPoint(175, 65)), Candidate = 1 };

        MaskProposal found = Assert.Single(model.Propose(image, prompt, TestContext.Current.CancellationToken));

        Assert.InRange(MaskScores.Iou(found.Mask, FlatScene.MaskOf(image, BlueRect)), 0.9, 1);
        Assert.EndsWith("0 clicks, box", found.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_NothingButBackground_SaysWhatToDo()
    {
        Image image = FlatScene.Draw(201, 133);
        using SegmentAnything model = Open();

        MaskProposalException nothing = Assert.Throws<MaskProposalException>(() => model.Propose(image, Click(new MaskPoint(5, 5)), TestContext.Current.CancellationToken));

        Assert.Contains("the thing and the background", nothing.Message, StringComparison.Ordinal);
        Assert.Contains("--box", nothing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_EverythingTakenAway_SaysThatNothingIsThere()
    {
        Image image = FlatScene.Draw(201, 133, (RedRect, FlatScene.Red));
        using SegmentAnything model = Open();
        var prompt = new MaskPrompt { Kind = MaskPromptKind.Thing, Clicks = [new MaskClick(new MaskPoint(50, 40)), new MaskClick(new MaskPoint(60, 60), IsInside: false)] };

        MaskProposalException nothing = Assert.Throws<MaskProposalException>(() => model.Propose(image, prompt, TestContext.Current.CancellationToken));

        Assert.Contains("Nothing stands out", nothing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_CandidateBeyondTheLast_SaysHowManyThereAre()
    {
        Image image = FlatScene.Draw(201, 133, (RedRect, FlatScene.Red));
        using SegmentAnything model = Open();

        MaskProposalException none = Assert.Throws<MaskProposalException>(() => model.Propose(image, Click(new MaskPoint(50, 40)) with { Candidate = 9 }, TestContext.Current.CancellationToken));

        Assert.Contains("none with the number 9", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_OtherKindOrOutside_IsRefused()
    {
        Image image = FlatScene.Draw(60, 50);
        using SegmentAnything model = Open();

        Assert.Throws<ArgumentException>(() => model.Propose(image, new MaskPrompt { Kind = MaskPromptKind.Subject }, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => model.Propose(image, Click(new MaskPoint(60.5, 3)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Propose_SecondProcess_FindsTheEmbeddingOnDisk()
    {
        Image image = FlatScene.Draw(201, 133, (RedRect, FlatScene.Red));
        MaskProposal first = WithCache().Propose(image, Click(new MaskPoint(50, 40)), TestContext.Current.CancellationToken)[0];
        string entry = Assert.Single(Directory.GetFiles(_folder.File("cache/embeddings")));
        DateTime written = File.GetLastWriteTimeUtc(entry);

        MaskProposal again = WithCache().Propose(image.Clone(), Click(new MaskPoint(50, 40)), TestContext.Current.CancellationToken)[0];

        MaskAssert.Same(first.Mask, again.Mask);
        Assert.Equal(written, File.GetLastWriteTimeUtc(entry));
        WithCache().Propose(FlatScene.Draw(201, 133, (BlueRect, FlatScene.Blue)), Click(new MaskPoint(150, 40)), TestContext.Current.CancellationToken);
        Assert.Equal(2, Directory.GetFiles(_folder.File("cache/embeddings")).Length);

        SegmentAnything WithCache() => SegmentAnything.Open(Write(), name => name == "INFILL_CACHE" ? _folder.File("cache") : null);
    }

    [Fact]
    public void Open_FolderWithoutModel_SaysWhatIsMissing()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        _folder.Write("only.onnx", TestMaskModels.Encoder());

        ModelException empty = Assert.Throws<ModelException>(() => SegmentAnything.Open(_folder.File("empty")));
        ModelException half = Assert.Throws<ModelException>(() => SegmentAnything.Open(_folder.Path));

        Assert.Equal(ModelFault.Missing, empty.Fault);
        Assert.Contains("no decoder", half.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_FileOfAnotherHash_IsRefused()
    {
        Image image = FlatScene.Draw(201, 133, (RedRect, FlatScene.Red));
        using SegmentAnything model = SegmentAnything.Open(Write(), name => name == "second.onnx" ? new string('0', 64) : null, null, 0);

        ModelException refused = Assert.Throws<ModelException>(() => model.Propose(image, Click(new MaskPoint(50, 40)), TestContext.Current.CancellationToken));

        Assert.Contains("is known of it", refused.Message, StringComparison.Ordinal);
        Assert.Contains("infill models verify", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static MaskPrompt Click(MaskPoint point) => new() { Kind = MaskPromptKind.Thing, Clicks = [new MaskClick(point)] };

    private string Write(bool isSingle = true) => TestMaskModels.WriteSegmenter(_folder.File("model"), TestMaskModels.Decoder(isSingle));

    private SegmentAnything Open(bool isSingle = true) => SegmentAnything.Open(Write(isSingle));
}
