using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Workflows;

public sealed class AddObjectTests
{
    private static readonly PixelSize Size = new(90, 60);

    [Fact]
    public void PlaceAt_PointWithASize_IsAnEllipseAroundIt()
    {
        Mask place = AddObject.PlaceAt(Size, new MaskPoint(40, 30), 30, 20);

        Assert.Equal(new PixelRect(25, 20, 30, 20), place.FindBounds());
        Assert.InRange(place.CountFilled(), (Math.PI * 15 * 10) - 20, (Math.PI * 15 * 10) + 20);
    }

    [Fact]
    public void LooseMask_SamePlace_IsShownLargerThanForReplacing()
    {
        Mask place = AddObject.PlaceAt(Size, new MaskPoint(40, 30), 30, 20);

        Mask loose = MaskPrep.Prepare(place, AddObject.LooseMask).Denoise, tight = MaskPrep.Prepare(place, new MaskOptions()).Denoise;

        MaskAssert.NowhereAbove(tight, loose);
        Assert.True(loose.CountFilled() > tight.CountFilled() * 1.2);
    }

    [Fact]
    public void ToRequest_NoEngineForText_SaysWhatIsNeeded()
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));

        InvalidRequestException refused = Assert.Throws<InvalidRequestException>(() => AddObject.ToRequest((image, new Mask(Size)), " ", BuiltInEngines.CreateCatalog()));

        Assert.Equal(2, refused.Reasons.Count);
    }
}
