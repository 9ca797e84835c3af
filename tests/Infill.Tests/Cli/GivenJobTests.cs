using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Cli;

/// <summary>Jobs whose pixels a workflow computed.</summary>
public sealed class GivenJobTests
{
    private static readonly Image Shaded = ShadowPictures.Draw((0.45f, 0.45f, 0.45f));

    [Fact]
    public void Run_RelitPicture_IsNotJudgedAsAFill()
    {
        InpaintRequest request = Unshadow.ToRequest(Shaded, ShadowPictures.Shadow, ShadowPictures.Object);

        (InpaintRequest kept, InpaintResult result, var verdict) = new JobJudge(BuiltInEngines.CreateCatalog(), TimeProvider.System)
            .Run(Job(), request, null, TestContext.Current.CancellationToken);

        Assert.Same(request, kept);
        Assert.Null(verdict);
        Assert.True(result.Proof.Holds);
    }

    [Fact]
    public void Run_Fill_IsJudged()
    {
        InpaintRequest request = FillRegion.ToRequest(Shaded, TestTiles.RectMask(Shaded.Size, new PixelRect(20, 20, 9, 9)), "smooth");

        var (_, _, verdict) = new JobJudge(BuiltInEngines.CreateCatalog(), TimeProvider.System)
            .Run(Job(), request, null, TestContext.Current.CancellationToken);

        Assert.NotNull(verdict);
    }

    [Theory]
    [InlineData("unshadow", "Relit")]
    [InlineData("remove", "Removed")]
    [InlineData("fill", "Filled")]
    public void Write_Notes_AreSaidBeforeTheOutputs(string command, string verb)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var result = new ResultRecord
        {
            Command = command,
            Version = "1",
            Status = ResultStatus.Done,
            Engine = "relight",
            Input = InputRecord.Of("photo.png", Shaded),
            Mask = MaskRecord.Of(ShadowPictures.Shadow),
            Outputs = [new OutputRecord { Path = "out.png", Seed = 1, Status = OutputStatus.Done, Proof = new KeepProof(9, 0, 0), Format = FileFormat.Png }],
            Notes = ["The edge is soft."],
            Warnings = [],
        };

        ResultReport.Write(result, new Infill.Cli.Commands.Voice(output, error, new TalkArguments()));

        string[] lines = error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("The edge is soft.", lines[0]);
        Assert.StartsWith(verb, lines[1], StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    private static JobArguments Job() => new() { Workflow = "unshadow", Source = new SourceArguments { Image = "photo.png" } };
}
