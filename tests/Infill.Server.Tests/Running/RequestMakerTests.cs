using Infill.Imaging;
using Infill.Server.Decoding;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Server.Tests.Running;

/// <summary>A stored job becomes the request that the library's own workflows make.</summary>
public sealed class RequestMakerTests : IAsyncLifetime
{
    private readonly Store _store = new();
    private readonly Image _photo = Pictures.Noise(31, 23, Pictures.Rgba8);
    private string _file = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RequestMaker Maker => new(_store.Blobs, LoadOptions.Default, new OwnDecoder());

    public async ValueTask InitializeAsync() => _file = await PutAsync(_photo);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("fill")]
    [InlineData("replace")]
    public void Make_WithAMask_IsTheWorkflowsRequest(string workflow)
    {
        JobSpec spec = Spec(Enum.Parse<JobWorkflow>(workflow, ignoreCase: true), new MaskSpec { Expression = "rect:3,4,5,6" }) with
        {
            Exclude = new MaskSpec { Expression = "rect:20,10,3,3" },
            Guides = [[[1, 2], [30.5, 4]]],
        };

        InpaintRequest request = Maker.Make(spec, Token);

        Assert.Equal((workflow, "smooth", _photo.ComputeHash()), (request.Workflow, request.Engine, request.Image.ComputeHash()));
        Assert.Equal((30L, new PixelRect(3, 4, 5, 6)), (request.Mask.CountFilled(), request.Mask.FindBounds()));
        Assert.Equal(new PixelRect(20, 10, 3, 3), request.Exclude!.FindBounds());
        Assert.Equal([(1.0, 2.0), (30.5, 4.0)], Assert.Single(request.Guides).Points);
        Assert.Same(spec.Options, request.Options);
    }

    [Fact]
    public void Make_Extension_MovesGuidesAndExclusionsWithThePicture()
    {
        JobSpec spec = Spec(JobWorkflow.Extend, mask: null) with
        {
            Extend = new ExtendSpec { Left = 7, Top = 2, Right = 1 },
            Exclude = new MaskSpec { Expression = "rect:0,0,3,3" },
            Guides = [[[0, 0], [5, 5]]],
        };

        InpaintRequest request = Maker.Make(spec, Token);
        InpaintRequest expected = Outpaint.ToRequest(_photo, new OutpaintBorders(7, 2, 1, 0), "smooth", spec.Options);

        Assert.Equal((expected.Image.ComputeHash(), expected.Mask.ComputeHash()), (request.Image.ComputeHash(), request.Mask.ComputeHash()));
        Assert.Equal(new PixelRect(7, 2, 3, 3), request.Exclude!.FindBounds());
        Assert.Equal([(7.0, 2.0), (12.0, 7.0)], request.Guides[0].Points);
    }

    [Fact]
    public void Make_ExtensionToARatioThatIsThere_IsRefused()
    {
        JobSpec spec = Spec(JobWorkflow.Extend, mask: null) with { Extend = new ExtendSpec { RatioWidth = 31, RatioHeight = 23 } };

        Assert.Contains("nothing to extend", Assert.Throws<InvalidRequestException>(() => Maker.Make(spec, Token)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MaskPolarity.WhiteFills)]
    [InlineData(MaskPolarity.BlackFills)]
    [InlineData(MaskPolarity.TransparentFills)]
    [InlineData(MaskPolarity.OpaqueFills)]
    public async Task Draw_FileOfAPolarity_IsTheLibrarysMask(MaskPolarity polarity)
    {
        Image drawn = Pictures.Noise(31, 23, Pictures.Rgba8, seed: 4);
        string file = await PutAsync(drawn);

        Mask mask = Maker.Draw(new MaskSpec { Blob = file, Polarity = polarity }, _photo);

        Assert.Equal(MaskImage.FromImage(drawn, polarity).ComputeHash(), mask.ComputeHash());
    }

    [Fact]
    public void Draw_OwnAlpha_FillsWhatIsTransparentUnlessToldOtherwise()
    {
        Assert.Equal(MaskImage.FromImage(_photo, MaskPolarity.TransparentFills).ComputeHash(), Maker.Draw(new MaskSpec { IsAlpha = true }, _photo).ComputeHash());
        Assert.Equal(MaskImage.FromImage(_photo, MaskPolarity.OpaqueFills).ComputeHash(), Maker.Draw(new MaskSpec { IsAlpha = true, Polarity = MaskPolarity.OpaqueFills }, _photo).ComputeHash());
    }

    [Fact]
    public async Task Draw_WhatCannotBe_SaysWhy()
    {
        string small = await PutAsync(Pictures.Noise(9, 9, Pictures.Grey8));
        Image opaque = Pictures.Noise(31, 23);
        (MaskSpec Mask, Image Picture, string Reason)[] cases =
        [
            (new MaskSpec { Blob = small }, _photo, "Mask is 9×9, image is 31×23"),
            (new MaskSpec { IsAlpha = true }, opaque, "has none"),
            (new MaskSpec { Expression = "rect:1,1" }, _photo, "cannot be drawn"),
            (new MaskSpec { Expression = "rect:1,1,3,3 + mask.png" }, _photo, "cannot name files"),
            (new MaskSpec { Expression = "/etc/passwd" }, _photo, "cannot name files"),
        ];

        foreach ((MaskSpec mask, Image picture, string reason) in cases)
        {
            Assert.Contains(reason, Assert.Throws<InvalidRequestException>(() => Maker.Draw(mask, picture)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_BeyondTheLimits_IsRefused()
    {
        var maker = new RequestMaker(_store.Blobs, new LoadOptions { MaxPixels = 700 }, new OwnDecoder());

        Assert.True(Assert.Throws<ImageFileException>(() => maker.Load(_file, Token)).IsLimit);
    }

    private JobSpec Spec(JobWorkflow workflow, MaskSpec? mask) => new() { Workflow = workflow, Image = _file, Mask = mask, Engine = "smooth" };

    private async Task<string> PutAsync(Image image)
    {
        using var content = new MemoryStream(ImageFile.Encode(image, FileFormat.Png));
        using BlobHold hold = await _store.Blobs.PutAsync(content, long.MaxValue, inspect: null, Token);
        return hold.Sha256;
    }
}
