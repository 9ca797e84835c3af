using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class StitchTests
{
    private static readonly CropPlan Plan = new()
    {
        SourceInImage = new PixelRect(2, 1, 7, 6),
        HoleInImage = new PixelRect(3, 2, 4, 3),
        HolePixels = 12,
        Runs = [],
    };

    public static TheoryData<ColorModel, bool, int> Formats() =>
        [.. Pictures.AllFormats.Select(f => new TheoryDataRow<ColorModel, bool, int>(f.Model, f.HasAlpha, f.BitDepth))];

    [Theory, MemberData(nameof(Formats))]
    public void Write_CompositeZero_TouchesNoSample(ColorModel model, bool alpha, int depth)
    {
        Image canvas = Pictures.Noise(11, 9, new PixelFormat(model, alpha, depth));
        string before = canvas.ComputeHash();

        Stitch.Write(canvas, Plan, ColorProfile.ToSrgb(canvas, Plan.SourceInImage), Constant(0.9f), new Mask(new PixelSize(7, 6)));

        Assert.Equal(before, canvas.ComputeHash());
    }

    [Theory, MemberData(nameof(Formats))]
    public void Write_CompositeOne_ShowsTheFillExactlyThere(ColorModel model, bool alpha, int depth)
    {
        Image canvas = Pictures.Flat(11, 9, 0, new PixelFormat(model, alpha, depth));
        Image before = canvas.Clone();
        Image expected = ColorProfile.FromSrgb(Constant(0.5f), canvas.Format, canvas.Metadata);

        Stitch.Write(canvas, Plan, ColorProfile.ToSrgb(before, Plan.SourceInImage), Constant(0.5f), HoleMask(1f));

        for (int i = 0; i < 11 * 9; i++)
        {
            int x = i % 11, y = i / 11;
            Image source = Plan.HoleInImage.Contains(x, y) ? expected : before;
            int sx = Plan.HoleInImage.Contains(x, y) ? 0 : x, sy = Plan.HoleInImage.Contains(x, y) ? 0 : y;
            for (int c = 0; c < canvas.Format.Channels; c++)
            {
                Assert.Equal(source[sx, sy, c], canvas[x, y, c]);
            }
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void Write_FaintComposite_StaysNearTheOriginalWhateverTheWayToSrgbLoses(ColorModel model, bool alpha, int depth)
    {
        Image canvas = Pictures.Noise(11, 9, new PixelFormat(model, alpha, depth), seed: 3);
        Image before = canvas.Clone();
        FloatImage original = ColorProfile.ToSrgb(canvas, Plan.SourceInImage);

        // The blend of a fill that equals the original is the original, whatever the weight.
        Stitch.Write(canvas, Plan, original, original, HoleMask(1f / 1024));

        int worst = WorstDifference(before, canvas);
        Assert.True(worst <= canvas.Format.MaxValue / 512, $"a faint pixel jumped by {worst} of {canvas.Format.MaxValue}");
    }

    [Fact]
    public void Write_SixteenBit_KeepsMoreThanEightBits()
    {
        Image canvas = Pictures.Flat(11, 9, 0, Pictures.Grey16);

        Stitch.Write(canvas, Plan, ColorProfile.ToSrgb(canvas, Plan.SourceInImage), Constant(1000f / ushort.MaxValue), HoleMask(1f));

        Assert.InRange(canvas[4, 3, 0], 999, 1001);
    }

    private static FloatImage Constant(float value)
    {
        var image = new FloatImage(3, new PixelSize(7, 6));
        image.Values.AsSpan().Fill(value);
        return image;
    }

    private static Mask HoleMask(float value)
    {
        var mask = new Mask(new PixelSize(7, 6));
        Holes.Paint(mask, Plan.HoleInTile, value);
        return mask;
    }

    private static int WorstDifference(Image a, Image b)
    {
        int worst = 0;
        for (int i = 0; i < a.Samples8.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(a.Samples8[i] - b.Samples8[i]));
        }

        for (int i = 0; i < a.Samples16.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(a.Samples16[i] - b.Samples16[i]));
        }

        return worst;
    }
}
