using Infill.Cli;
using Infill.Cli.Jobs;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

/// <summary>From a job and its picture to the request, without a process and without files.</summary>
public sealed class UnshadowBuilderTests
{
    private const string Shadow = "polygon:141,180 155,180 262,218 150,219";
    private const string Object = "polygon:120,70 185,80 180,115 118,112 + rect:140,110,14,70";

    private static readonly Image Shaded = ShadowPictures.Draw((0.45f, 0.45f, 0.45f));
    private static readonly Image Lit = ShadowPictures.Draw((1, 1, 1));

    [Fact]
    public void Build_ObjectAlone_FindsItsShadow()
    {
        InpaintRequest request = Build(new UnshadowArguments { Auto = true, Object = Object }, Shaded);

        (int x, int y) = ShadowPictures.Deepest();
        Assert.Equal(1f, request.Mask[x, y]);
        Assert.True(request.Given!.Image[x, y, 1] > Shaded[x, y, 1] + 25);
        Assert.Equal(0f, request.Mask[147, 150]);
    }

    [Fact]
    public void Build_MaskAndObject_KeepsTheObject()
    {
        InpaintRequest request = Build(new UnshadowArguments { Object = Object }, Shaded, Shadow);

        for (int i = 0; i < Shaded.Size.Area; i++)
        {
            (int x, int y) = (i % Shaded.Width, i / Shaded.Width);
            Assert.True(request.Mask[x, y] == 0 || ShadowPictures.Object[x, y] == 0, $"({x}, {y})");
        }

        Assert.NotEmpty(request.Notes);
    }

    [Fact]
    public void Build_KeepStages_IsPassedOn()
    {
        JobArguments job = Job(new UnshadowArguments { Object = Object }, Shadow);

        Assert.True(RequestBuilder.Build(job, Shaded, keepStages: true, Files()).Options.KeepStages);
        Assert.False(RequestBuilder.Build(job, Shaded, keepStages: false, Files()).Options.KeepStages);
    }

    [Theory]
    [InlineData(Object, "No shadow stands out beside the object.")]
    [InlineData("rect:3,3,6,6", "No shadow stands out beside the object.")]
    public void Build_ObjectWithoutShadow_SaysSo(string subject, string expected)
    {
        CliException error = Assert.Throws<CliException>(() => Build(new UnshadowArguments { Auto = true, Object = subject }, Lit));

        Assert.Equal(expected, error.Message);
        Assert.Equal(ExitCode.Failed, error.Code);
    }

    [Fact]
    public void Build_EvenPicture_HasNoShadowToFind()
    {
        var grey = new Image(new PixelSize(64, 48), new PixelFormat(ColorModel.Grey, HasAlpha: false, BitDepth: 8));

        CliException error = Assert.Throws<CliException>(() => Build(new UnshadowArguments { Auto = true }, grey));

        Assert.Equal("No shadow stands out in the picture.", error.Message);
    }

    [Fact]
    public void Build_MaskOfLitGround_IsRefusedByTheLibrary() =>
        Assert.Contains("not darker than the ground", Assert.Throws<InvalidRequestException>(() => Build(new UnshadowArguments(), Lit, "rect:20,20,40,30")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Build_RemoveWithShadow_NotesWhatWasFound(bool hasShadow)
    {
        JobArguments job = Job(null, Object) with { Workflow = "remove", Mask = new MaskArguments { WithShadow = true } };

        InpaintRequest request = RequestBuilder.Build(job, hasShadow ? Shaded : Lit, keepStages: false, Files());

        Assert.StartsWith(hasShadow ? "A shadow of" : "No shadow or reflection stands out", Assert.Single(request.Notes), StringComparison.Ordinal);
        Assert.Equal(hasShadow, request.Mask.CountFilled() > ShadowPictures.Object.CountFilled() + 500);
        MaskAssert.NowhereAbove(ShadowPictures.Object, request.Mask);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("fill")]
    [InlineData("replace")]
    public void Build_WithoutTheSwitch_TakesTheMaskAsItIs(string workflow)
    {
        InpaintRequest request = RequestBuilder.Build(Job(null, Object) with { Workflow = workflow }, Shaded, keepStages: false, Files());

        Assert.Empty(request.Notes);
        Assert.Null(request.Given);
        MaskAssert.Same(ShadowPictures.Object, request.Mask);
    }

    [Fact]
    public void Any_OnlyTheShadow_IsNoPreparation()
    {
        Assert.False(new MaskArguments { WithShadow = true }.Any());
        Assert.False(new MaskArguments().Any());
        Assert.True(new MaskArguments { WithShadow = true, FeatherPx = 2 }.Any());
    }

    private static InpaintRequest Build(UnshadowArguments unshadow, Image image, string? mask = null) =>
        RequestBuilder.Build(Job(unshadow, mask), image, keepStages: false, Files());

    private static JobArguments Job(UnshadowArguments? unshadow, string? mask) => new()
    {
        Workflow = "unshadow",
        Source = new SourceArguments { Image = "photo.png", Mask = mask },
        Unshadow = unshadow,
    };

    private static PictureFiles Files() => new(StandardStreams.OfProcess, TestContext.Current.CancellationToken);
}
