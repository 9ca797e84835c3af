using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

/// <summary>The mask stage against its definition, and what it costs where the parts of a mask lie far apart.</summary>
public sealed class MaskPrepDefinitionTests
{
    private static readonly Gen<MaskOptions> AnyOptions =
        from holes in Gen.Int[0, 12]
        from specks in Gen.Int[0, 6]
        from fraction in Gen.OneOf(0, 0.03, 0.4, 1)
        from grow in Gen.OneOf<int?>(null, null, 0, 1, 5)
        from feather in Gen.OneOf<int?>(null, null, 0, 1, 6)
        select new MaskOptions { FillHolesPx = holes, DropSpecksPx = specks, GrowFraction = fraction, GrowPx = grow, FeatherPx = feather };

    [Fact]
    public void Prepare_AnyMaskAndOptions_EqualsTheDefinition() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) =>
        {
            PreparedMask prepared = MaskPrep.Prepare(mask, options);

            (Mask denoise, Mask least, Mask most) = MaskPrepDefinition.Prepare(mask, options);
            MaskAssert.Same(denoise, prepared.Denoise);
            MaskAssert.NowhereAbove(least, prepared.Composite);
            MaskAssert.NowhereAbove(prepared.Composite, most);
        },
        iter: 200);

    [Fact]
    public void Prepare_TwoHolesFarApart_AllocatesLittleBeyondTheResult()
    {
        Mask holes = Holes.Of(4_000, 4_000, new PixelRect(3, 5, 60, 60), new PixelRect(3_900, 3_900, 60, 60));
        MaskPrep.Prepare(Holes.Of(9, 9, new PixelRect(2, 2, 3, 3)), new MaskOptions());
        long before = GC.GetAllocatedBytesForCurrentThread();

        PreparedMask prepared = MaskPrep.Prepare(holes, new MaskOptions());

        // Both results are dense in their common window of 15.7 M pixels; the work between the holes must not be.
        long result = 2L * sizeof(float) * prepared.Denoise.Window.Area;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, result, result + (8 << 20));
    }

    [Fact]
    public void Prepare_ManyPartsOverAWindow_GrowsEveryOne()
    {
        // More parts than are grouped one by one: all of them then share one window.
        var mask = new Mask(new PixelSize(200, 160));
        for (int i = 0; i < 20 * 16; i++)
        {
            mask[(i % 20 * 10) + 4, (i / 20 * 10) + 5] = 1f;
        }

        Mask denoise = MaskPrep.Prepare(mask, new MaskOptions { GrowPx = 1 }).Denoise;

        Assert.Equal(5 * 20 * 16, denoise.CountFilled());
        Assert.Equal(20 * 16, MaskComponents.Find(denoise).Count);
    }
}
