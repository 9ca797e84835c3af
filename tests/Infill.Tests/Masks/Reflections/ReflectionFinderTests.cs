using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.Reflections;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.Reflections;

public sealed class ReflectionFinderTests
{
    [Theory]
    [InlineData(0.5, 0.5, 24)]
    [InlineData(0.3, 2.5, 8)]
    [InlineData(0.2, 1.0, 12)]
    public void Find_MirroredObject_LiesOverIt(double share, double sigma, int grain)
    {
        FoundReflection? found = ReflectionFinder.Find(ReflectionPictures.Draw(share, sigma, grain), ReflectionPictures.Object);

        Assert.NotNull(found);
        double overlap = ShadowPictures.Overlap(ReflectionPictures.Mirrored, found.Mask);
        Assert.True(overlap >= 0.85, $"overlap {overlap:0.00}");
        Assert.InRange(found.MirrorRow, ReflectionPictures.Foot - 3, ReflectionPictures.Foot + 3);
        Assert.InRange(found.Squeeze, 0.93, 1.07);
        Assert.InRange(found.Share, share / 2, share * 2);
    }

    [Theory, InlineData(2), InlineData(24), InlineData(60)]
    public void Find_NoReflection_FindsNone(int grain) => Assert.Null(ReflectionFinder.Find(ReflectionPictures.Draw(0, grain: grain), ReflectionPictures.Object));

    [Fact]
    public void Find_ObjectOnCopiesOfItself_FindsNone()
    {
        // The same block upright below the object is a second block, no reflection.
        Image image = ReflectionPictures.Draw(0);
        for (int y = 0; y < 100; y++)
        {
            for (int x = 110; x < 200; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    image.Samples8[image.SampleIndex(x, y + 185) + c] = image.Samples8[image.SampleIndex(x, y + 60) + c];
                }
            }
        }

        FoundReflection? found = ReflectionFinder.Find(image, ReflectionPictures.Object);

        Assert.True(found is null || ShadowPictures.Overlap(ReflectionPictures.Mirrored, found.Mask) < 0.9);
    }

    [Fact]
    public void Find_Reflection_IsNeverOnTheObject()
    {
        FoundReflection found = ReflectionFinder.Find(ReflectionPictures.Draw(0.5), ReflectionPictures.Object)!;

        Assert.Equal(0, MaskCombine.Intersect(found.Mask, ReflectionPictures.Object).CountFilled());
        Assert.Equal(ReflectionPictures.Size, found.Mask.Size);
    }

    [Fact]
    public void Find_SamePictureTwice_IsTheSameMask()
    {
        Image image = ReflectionPictures.Draw(0.4);

        MaskAssert.Same(ReflectionFinder.Find(image, ReflectionPictures.Object)!.Mask, ReflectionFinder.Find(image, ReflectionPictures.Object)!.Mask);
    }

    [Fact]
    public void Find_ObjectAtThePicturesFoot_HasNoGroundToMirrorIn()
    {
        Image image = ReflectionPictures.Draw(0.5);
        Mask all = MaskShapes.Rectangle(image.Size, new MaskPoint(60, 40), 150, image.Height - 40);

        Assert.Null(ReflectionFinder.Find(image, all));
    }

    [Fact]
    public void Look_ObjectAnywhere_StaysInThePictureAndOffTheObject()
    {
        Image image = ReflectionPictures.Draw(0.4);
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 280], Gen.Int[1, 320], Gen.Int[1, 300]).Sample((x, y, width, height) =>
        {
            Mask mask = MaskShapes.Rectangle(image.Size, new MaskPoint(x, y), Math.Min(width, image.Width - x), Math.Min(height, image.Height - y));

            FoundReflection? found = ReflectionFinder.Look(image, mask);

            Assert.True(found is null || (found.Mask.Size == image.Size && MaskCombine.Intersect(found.Mask, mask).CountFilled() == 0));
            Assert.True(found is null || double.IsFinite(found.Confidence + found.Share + found.MirrorRow));
        }, iter: 40);
    }

    [Fact]
    public void Find_SmallObject_IsNotLookedAt() =>
        Assert.Null(ReflectionFinder.Find(ReflectionPictures.Draw(0.5), MaskShapes.Rectangle(ReflectionPictures.Size, new MaskPoint(60, 40), 8, 8)));

    [Fact]
    public void Find_MaskOfAnotherSize_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ReflectionFinder.Find(ReflectionPictures.Draw(0), new Mask(new PixelSize(10, 10))));
}
