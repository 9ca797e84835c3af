using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class PenumbraTests
{
    private static readonly PixelSize Size = new(160, 140);
    private static readonly PixelRect Box = new(50, 45, 60, 50);

    [Theory]
    [InlineData(0, 1.5)]
    [InlineData(3, 1.5)]
    [InlineData(-3, 1.0)]
    [InlineData(0, 4.0)]
    [InlineData(4, 3.0)]
    public void Of_EdgeBesideTheOutline_IsFoundWithItsSoftness(int grown, double sigma)
    {
        PenumbraFit fit = PenumbraFit.Of(Band(Box.Inflate(-grown), sigma, 0.5f));

        double pitch = 0.5;
        double[] straight = [.. fit.Places.Where((_, row) => row % 20 is > 5 and < 15)];
        Assert.InRange(straight.Average() * pitch, -grown - 1.2, -grown + 1.2);
        Assert.InRange(fit.SoftnessPx, 0.6 * sigma, 1.6 * sigma);
        Assert.InRange(fit.Step, Math.Log(0.5) - 0.15, Math.Log(0.5) + 0.15);
        Assert.True(fit.Agreement > 0.9);
    }

    [Theory]
    [InlineData(0.8f)]
    [InlineData(0.3f)]
    [InlineData(0.15f)]
    public void Of_AnyDepth_GivesTheLightThatIsLeft(float light)
    {
        PenumbraFit fit = PenumbraFit.Of(Band(Box, 1, light));

        Assert.InRange(Math.Exp(fit.Step), light - 0.08, light + 0.08);
    }

    [Fact]
    public void Of_EvenGround_HasNoStep()
    {
        PenumbraFit fit = PenumbraFit.Of(Band(Box, 1, 1));

        Assert.InRange(fit.Step, -0.03, 0.03);
    }

    [Fact]
    public void Of_NoGroundAnywhere_CountsNoRow()
    {
        PenumbraBand band = Band(Box, 1, 0.5f, _ => false);

        PenumbraFit fit = PenumbraFit.Of(band);

        Assert.Equal(0, fit.CountedRows);
        Assert.Equal(0, fit.Step);
        Assert.All(band.IsHidden, Assert.True);
        Assert.All(band.IsValid, Assert.False);
    }

    [Fact]
    public void Of_ObjectAtOneSide_StillFitsTheOthers()
    {
        // Everything to the left of the shadow is an object.
        PenumbraBand band = Band(Box, 1.5, 0.5f, x => x >= Box.X);

        PenumbraFit fit = PenumbraFit.Of(band);

        Assert.Contains(true, band.IsHidden);
        Assert.InRange(fit.CountedRows, band.Rows / 3, band.Rows - 20);
        Assert.InRange(fit.Step, Math.Log(0.5) - 0.15, Math.Log(0.5) + 0.15);
    }

    [Fact]
    public void Move_ByColumns_MovesOutwards()
    {
        PenumbraBand band = Band(Box, 1, 0.5f);

        MaskPoint[] still = band.Move(new double[band.Rows]);
        MaskPoint[] moved = band.Move([.. Enumerable.Repeat(10.0, band.Rows)]);

        Assert.InRange(Area(moved) - Area(still), 900, 1250);
    }

    [Fact]
    public void Of_KnownShadow_TakesItsStepAndSoftness()
    {
        PenumbraFit known = PenumbraFit.Of(Band(Box, 2, 0.5f));

        PenumbraFit other = PenumbraFit.Of(Band(Box, 2, 0.5f), known);

        Assert.Equal(known.Step, other.Step);
        Assert.Equal(known.SoftnessPx, other.SoftnessPx);
        Assert.InRange(other.Places.Average(), -2, 2);
    }

    private static double Area(MaskPoint[] loop) =>
        loop.Select((p, i) => (p.X * loop[(i + 1) % loop.Length].Y) - (loop[(i + 1) % loop.Length].X * p.Y)).Sum() / 2;

    private static Mask Outline() => TestTiles.RectMask(Size, Box);

    private static MaskPoint[] Loop() => MaskContour.Trace(Outline())[0];

    private static float[] Distance()
    {
        Mask inside = Outline().WithWindow(Size.Bounds);
        Mask outside = TestMasks.FromFunction(Size, (x, y) => 1 - inside[x, y]);
        return [.. DistanceTransform.ToKept(inside).Zip(DistanceTransform.ToKept(outside), Math.Max)];
    }

    // Ground with grain, darker in a rectangle; the outline is always that of Box.
    private static PenumbraBand Band(PixelRect shaded, double sigma, float light, Func<int, bool>? isGround = null)
    {
        float[] depth = Gaussian.Blur(TestTiles.RectMask(Size, shaded).WithWindow(Size.Bounds).Values, Size, sigma);
        var log = new FloatImage(4, Size);
        for (int i = 0; i < Size.Area; i++)
        {
            float ground = 0.4f + (0.04f * (TestPictures.Hash(5, (uint)i) % 100 / 100f));
            for (int c = 0; c < 4; c++)
            {
                log.Plane(c)[i] = MathF.Log((ground * (1 - (depth[i] * (1 - light)))) + RelitCanvas.Floor);
            }
        }

        bool[] usable = [.. Enumerable.Range(0, (int)Size.Area).Select(i => isGround?.Invoke(i % Size.Width) ?? true)];
        return new PenumbraBand(log, usable, Distance(), Loop(), 0.5);
    }
}
