using Infill.Cli.Jobs;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

/// <summary>What the engine is asked for when something is added, replaced or removed in the same place.</summary>
public sealed class AddJobTests
{
    private static readonly Image Photo = TestPictures.Noise(new PixelSize(120, 90), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));

    [Theory]
    [InlineData("add", 0.15)]
    [InlineData("replace", 0.03)]
    [InlineData("remove", 0.03)]
    [InlineData("fill", 0)]
    public void Build_Workflow_DecidesHowLooseTheMaskIs(string workflow, double growth)
    {
        InpaintRequest request = Build(workflow, new MaskArguments());

        Assert.Equal(workflow, request.Workflow);
        Assert.Equal(growth, request.Options.Mask.GrowPx == 0 ? 0 : request.Options.Mask.GrowFraction, 1e-9);
        Assert.Equal("a red bicycle", request.Options.Fill.Prompt);
        Assert.Equal(new PixelRect(40, 30, 40, 20), request.Mask.FindBounds());
    }

    [Fact]
    public void Build_AddWithItsOwnGrowth_TakesTheUsers()
    {
        InpaintRequest request = Build("add", new MaskArguments { Grow = new Infill.Cli.Options.Amount(2, IsPercent: false) });

        Assert.Equal(2, request.Options.Mask.GrowPx);
    }

    [Fact]
    public void Build_Add_ShowsTheEngineMoreRoomThanReplace()
    {
        long add = Shown("add"), replace = Shown("replace"), place = Build("add", new MaskArguments()).Mask.CountFilled();

        Assert.True(add > replace && replace > place, $"{add}, {replace}, {place}");
    }

    private static long Shown(string workflow)
    {
        InpaintRequest request = Build(workflow, new MaskArguments());
        return MaskPrep.Prepare(request.Mask, request.Options.Mask).Denoise.CountFilled();
    }

    private static InpaintRequest Build(string workflow, MaskArguments mask)
    {
        var job = new JobArguments
        {
            Workflow = workflow,
            Source = new SourceArguments { Image = "photo.png", Mask = "ellipse:60,40,20,10" },
            Mask = mask,
            Fill = new FillArguments { Prompt = "a red bicycle" },
        };
        return RequestBuilder.Build(job, Photo, keepStages: false, new PictureFiles(StandardStreams.OfProcess, TestContext.Current.CancellationToken));
    }
}
