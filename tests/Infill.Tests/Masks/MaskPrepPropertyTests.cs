using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskPrepPropertyTests
{
    private static readonly MaskOptions Nothing = new() { FillHolesPx = 0, DropSpecksPx = 0, GrowFraction = 0, FeatherPx = 0 };

    private static readonly Gen<MaskOptions> AnyOptions =
        from holes in Gen.OneOf(0, 1, 64, int.MaxValue)
        from specks in Gen.OneOf(0, 0, 2, 9)
        from fraction in Gen.OneOf(0, 0.03, 0.2, 1)
        from grow in Gen.OneOf<int?>(null, null, 0, 1, 5, 512)
        from feather in Gen.OneOf<int?>(null, null, 0, 1, 4, 512)
        select new MaskOptions { FillHolesPx = holes, DropSpecksPx = specks, GrowFraction = fraction, GrowPx = grow, FeatherPx = feather };

    [Fact]
    public void Prepare_AnyMaskAndOptions_CompositeLivesInsideDenoise() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) =>
        {
            Mask before = mask.Clone();

            PreparedMask prepared = MaskPrep.Prepare(mask, options);

            MaskAssert.NowhereAbove(prepared.Composite, prepared.Denoise);
            MaskAssert.ZeroExactlyWhereKept(prepared.Composite, prepared.Denoise);
            MaskAssert.WindowIsTight(prepared.Denoise);
            MaskAssert.Same(before, mask);
            Assert.All(prepared.Denoise.Values, value => Assert.InRange(value, 0f, 1f));
        },
        iter: 2000);

    [Fact]
    public void Prepare_NothingAsked_BothEqualTheUsersMask() => TestMasks.Any.Sample(
        mask =>
        {
            PreparedMask prepared = MaskPrep.Prepare(mask, Nothing);

            MaskAssert.Same(mask, prepared.Denoise);
            MaskAssert.Same(mask, prepared.Composite);
            Assert.Equal((0, 0), (prepared.GrownPx, prepared.FeatherPx));
        },
        iter: 1000);

    [Fact]
    public void Prepare_NoSpecksDropped_DenoiseIsNowhereBelowTheUsersMask() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) => MaskAssert.NowhereAbove(mask, MaskPrep.Prepare(mask, options with { DropSpecksPx = 0 }).Denoise),
        iter: 1000);

    [Fact]
    public void Prepare_DefaultFeather_ReplacesEveryHardPixelOfTheUsersMask() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) =>
        {
            PreparedMask prepared = MaskPrep.Prepare(mask, options with { DropSpecksPx = 0, FeatherPx = null });

            for (int i = 0; i < mask.Values.Length; i++)
            {
                float composite = prepared.Composite[i % mask.Width, i / mask.Width];
                Assert.True(mask.Values[i] < MaskGrow.HardValue || composite >= mask.Values[i], $"({i % mask.Width}, {i / mask.Width}) is {composite}.");
            }
        },
        iter: 2000);

    [Fact]
    public void Prepare_GrowByFraction_IsTheUnionOfDiscsAroundEachObject() => Gen.Select(TestMasks.Any, Gen.OneOf(0.03, 0.2, 0.7)).Sample(
        (mask, fraction) =>
        {
            Mask hard = TestMasks.FromFunction(mask.Size, (x, y) => mask[x, y] >= 0.5f ? 1f : 0f);
            IReadOnlyList<MaskComponent> objects = MaskComponents.Find(hard);
            Mask expected = TestMasks.FromFunction(mask.Size, (x, y) => objects.Any(o => IsWithin(o, x, y, fraction)) ? 1f : mask[x, y]);

            PreparedMask prepared = MaskPrep.Prepare(mask, Nothing with { GrowFraction = fraction });

            MaskAssert.Same(expected, prepared.Denoise);
        },
        iter: 200);

    [Fact]
    public void Prepare_LargerWindow_ChangesNothing() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) =>
        {
            PreparedMask tight = MaskPrep.Prepare(mask.WithWindow(mask.FindBounds()), options);
            PreparedMask wide = MaskPrep.Prepare(mask, options);

            MaskAssert.Same(wide.Denoise, tight.Denoise);
            MaskAssert.Same(wide.Composite, tight.Composite);
        },
        iter: 500);

    [Fact]
    public void Prepare_Transposed_GivesTheTransposedMasks() => Gen.Select(TestMasks.Any, AnyOptions).Sample(
        (mask, options) =>
        {
            PreparedMask upright = MaskPrep.Prepare(mask, options);
            PreparedMask turned = MaskPrep.Prepare(Transpose(mask), options);

            MaskAssert.Same(Transpose(upright.Denoise), turned.Denoise);
        },
        iter: 500);

    private static bool IsWithin(MaskComponent part, int x, int y, double fraction)
    {
        int radius = (int)Math.Clamp(Math.Round(fraction * Math.Sqrt(part.PixelCount), MidpointRounding.AwayFromZero), 1, 64);
        foreach (PixelRun run in part.Runs())
        {
            int nearest = Math.Clamp(x, run.X, run.Right - 1);
            if (((nearest - x) * (nearest - x)) + ((run.Y - y) * (run.Y - y)) <= radius * radius)
            {
                return true;
            }
        }

        return false;
    }

    private static Mask Transpose(Mask mask) =>
        TestMasks.FromFunction(new PixelSize(mask.Height, mask.Width), (x, y) => mask[y, x]);
}
