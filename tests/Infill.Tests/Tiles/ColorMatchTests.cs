using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class ColorMatchTests
{
    private static readonly PixelSize Size = new(95, 81);
    private static readonly Mask Hole = BlendScenes.Disc(Size, (45, 40), 22);

    [Fact]
    public void Apply_KnownLabTransfer_IsRecovered()
    {
        FloatImage photo = BlendScenes.Texture(Size);
        FloatImage drifted = InLab(photo, (l, a, b) => ((0.8f * l) + 9, a + 4, b - 6));

        (BlendWindow matched, ColorMatchReport report) = Apply(photo, drifted);

        Assert.True(report.Applied);
        Assert.True(report.DeltaEBefore > 5, $"before {report.DeltaEBefore}");
        Assert.True(report.DeltaEAfter < 0.1, $"after {report.DeltaEAfter}");
        BlendWindow truth = Cut(photo, photo);
        Assert.True(Worst(matched, truth) < 0.01, "the hole, not only the ring, has its colours back");
    }

    [Fact]
    public void Apply_HoleOfAnotherColour_IsMeasuredOnTheRingAlone()
    {
        // Statistics over the whole tile would pull towards the black hole of the original: the error described for a known node.
        FloatImage photo = BlendScenes.Texture(Size);
        FloatImage original = BlendScenes.Add(photo, Hole, -1, -1, -1);
        FloatImage drifted = InLab(photo, (l, a, b) => (l + 6, a, b));

        (BlendWindow matched, ColorMatchReport report) = Apply(original, drifted);

        Assert.True(report.Applied);
        Assert.True(Worst(matched, Cut(original, photo)) < 0.01);
    }

    [Fact]
    public void Apply_FlatRing_IsShiftedWithoutAmplifyingNoise()
    {
        FloatImage photo = BlendScenes.Grainy(Size, grain255: 1, seed: 1);
        FloatImage flat = BlendScenes.Paint(Size, (c, x, y) => 0.45 + (0.1 * c) + (0.0004 * x));
        FloatImage gentle = BlendScenes.Paint(Size, (c, x, y) => photo[c, 45, 40]);

        (BlendWindow matched, ColorMatchReport report) = Apply(gentle, flat);

        Assert.True(report.Applied);
        Assert.Contains("flat", report.Reason, StringComparison.Ordinal);
        float range = matched.Generated.Plane(1).ToArray().Max() - matched.Generated.Plane(1).ToArray().Min();
        Assert.InRange(range, 0.02f, 0.06f);   // 95 columns · 0.0004 = 0.038: neither stretched nor flattened.
        Assert.True(report.DeltaEAfter < report.DeltaEBefore);
    }

    [Fact]
    public void Apply_RestoredRing_IsABitExactNoOp()
    {
        FloatImage photo = BlendScenes.Texture(Size);
        FloatImage filled = BlendScenes.Add(photo, Hole, 0.2f, 0, -0.1f);

        (BlendWindow window, ColorMatchReport report) = Apply(photo, filled);

        Assert.False(report.Applied);
        Assert.Equal(Cut(photo, filled).Generated.Values, window.Generated.Values);
        Assert.Equal((0, 0), (report.DeltaEBefore, report.DeltaEAfter));
    }

    [Fact]
    public void Apply_RingOfOtherContent_IsLeftAloneOrImproved()
    {
        FloatImage photo = BlendScenes.Texture(Size, seed: 1), other = BlendScenes.Texture(Size, seed: 40);

        (_, ColorMatchReport report) = Apply(photo, other);

        Assert.True(report.DeltaEAfter <= report.DeltaEBefore);
    }

    [Fact]
    public void Apply_HoleWithoutSurroundings_IsLeftAlone()
    {
        FloatImage photo = BlendScenes.Texture(Size), other = BlendScenes.Add(photo, Hole, 0.2f);
        var all = new Mask(Size);
        all.Values.AsSpan().Fill(1);
        BlendWindow window = BlendWindow.Cut(BlendScenes.Tile(photo, all), other, all, new BlendOptions())!;

        (BlendWindow result, ColorMatchReport report) = ColorMatch.Apply(window);

        Assert.Same(window, result);
        Assert.Equal(0, report.RingPixels);
    }

    [Fact]
    public void Apply_TransparentRing_DoesNotCount()
    {
        FloatImage photo = BlendScenes.Texture(Size);
        FloatImage clear = BlendScenes.Paint(Size, (c, x, y) => c == 3 ? 0 : photo[c, x, y], channels: 4);

        (_, ColorMatchReport report) = Apply(clear, clear);

        Assert.Equal(0, report.RingPixels);
        Assert.False(report.Applied);
    }

    private static (BlendWindow Window, ColorMatchReport Report) Apply(FloatImage original, FloatImage generated) =>
        ColorMatch.Apply(Cut(original, generated));

    private static BlendWindow Cut(FloatImage original, FloatImage generated) =>
        BlendWindow.Cut(BlendScenes.Tile(original, Hole), generated, Hole, new BlendOptions())!;

    private static float Worst(BlendWindow a, BlendWindow b) =>
        a.Generated.Values.Select((v, i) => MathF.Abs(v - b.Generated.Values[i])).Max();

    private static FloatImage InLab(FloatImage image, Func<float, float, float, (float L, float A, float B)> change)
    {
        FloatImage lab = CieLab.FromSrgb(image);
        for (int i = 0; i < image.Width * image.Height; i++)
        {
            (lab.Plane(0)[i], lab.Plane(1)[i], lab.Plane(2)[i]) = change(lab.Plane(0)[i], lab.Plane(1)[i], lab.Plane(2)[i]);
        }

        return CieLab.ToSrgb(lab);
    }
}
