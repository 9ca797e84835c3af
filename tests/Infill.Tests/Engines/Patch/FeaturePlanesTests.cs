using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class FeaturePlanesTests
{
    private static readonly PixelSize Size = new(31, 23);

    [Fact]
    public void FromTile_States_HoleBeforeUnknownBeforeKnown()
    {
        Tile tile = TestTiles.Texture(Size, new PixelRect(5, 5, 6, 6)) with
        {
            Unknown = TestTiles.RectMask(Size, new PixelRect(8, 5, 6, 6)),
            Exclude = TestTiles.RectMask(Size, new PixelRect(20, 0, 3, 3)),
        };

        FeaturePlanes planes = FeaturePlanes.FromTile(tile, 2f, PatchScene.AllThreads);

        for (int i = 0; i < planes.States.Length; i++)
        {
            PixelState expected = tile.Mask.Values[i] > 0 ? PixelState.Hole
                : tile.Unknown!.Values[i] > 0 ? PixelState.Unknown : PixelState.Known;
            Assert.Equal(expected, planes.States[i]);
            Assert.Equal(tile.Exclude!.Values[i] > 0, planes.Blocked[i]);
        }
    }

    [Theory, InlineData(0f), InlineData(0.25f), InlineData(1f)]
    public void FromTile_Alpha_ShowsTheColourOverMidGrey(float alpha)
    {
        Tile tile = TestTiles.From(Size, (c, x, y) => c == 3 ? alpha : 0.2f * (c + 1), default, channels: 4);

        FeaturePlanes planes = FeaturePlanes.FromTile(tile, 2f, PatchScene.AllThreads);

        float under = (1 - alpha) * 0.5f;
        CieLab.FromSrgb((0.2f * alpha) + under, (0.4f * alpha) + under, (0.6f * alpha) + under, out float l, out float a, out float b);
        Assert.Equal(l, planes.Features[0, 4, 4], 1e-3f);
        Assert.Equal(a, planes.Features[1, 4, 4], 1e-3f);
        Assert.Equal(b, planes.Features[2, 4, 4], 1e-3f);
    }

    [Theory, InlineData(1f), InlineData(2f)]
    public void FromTile_Texture_IsTheMeanStepBetweenKnownPixels(float factor)
    {
        Tile tile = TestTiles.Texture(Size, new PixelRect(10, 8, 4, 5));

        FeaturePlanes planes = FeaturePlanes.FromTile(tile, factor, PatchScene.AllThreads);

        for (int y = 0; y < Size.Height; y++)
        {
            for (int x = 0; x < Size.Width; x++)
            {
                Assert.Equal(factor * MeanStep(planes, x, y, 1, 0), planes.Features[3, x, y], 1e-3);
                Assert.Equal(factor * MeanStep(planes, x, y, 0, 1), planes.Features[4, x, y], 1e-3);
            }
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void Build_Padded_BlursTextureOverKnownPixelsOnly(int radius)
    {
        Tile tile = TestTiles.Texture(Size, new PixelRect(0, 8, 9, 7));
        FeaturePlanes planes = FeaturePlanes.FromTile(tile, 2f, PatchScene.AllThreads);
        const int Stride = 48;

        float[] padded = PaddedFeatures.Build(planes, Stride, radius, PatchScene.AllThreads);

        for (int i = 0; i < Stride * (Size.Height + (2 * PatchGrid.Pad)) * PatchGrid.Channels; i++)
        {
            int x = (i % Stride) - PatchGrid.Pad, c = i / Stride % PatchGrid.Channels, y = (i / Stride / PatchGrid.Channels) - PatchGrid.Pad;
            double expected = !Size.Bounds.Contains(x, y) ? 0 : c < 3 ? planes.Features[c, x, y] : BoxMean(planes, c, (x, y), radius);
            Assert.Equal(expected, padded[i], 1e-3);
        }
    }

    private static double MeanStep(FeaturePlanes planes, int x, int y, int dx, int dy)
    {
        if (!IsKnown(planes, x, y))
        {
            return 0;
        }

        (int X, int Y)[] pairs = [.. new[] { (X: x - dx, Y: y - dy), (X: x + dx, Y: y + dy) }.Where(p => IsKnown(planes, p.X, p.Y))];
        return pairs.Length == 0 ? 0 : pairs.Average(p => Math.Abs(planes.Features[0, p.X, p.Y] - planes.Features[0, x, y]));
    }

    private static double BoxMean(FeaturePlanes planes, int channel, (int X, int Y) centre, int radius)
    {
        float[] known = [..
            from y in Enumerable.Range(centre.Y - radius, (2 * radius) + 1)
            from x in Enumerable.Range(centre.X - radius, (2 * radius) + 1)
            where IsKnown(planes, x, y)
            select planes.Features[channel, x, y]];
        return known.Length == 0 ? 0 : known.Average();
    }

    private static bool IsKnown(FeaturePlanes planes, int x, int y) =>
        Size.Bounds.Contains(x, y) && planes.States[(y * Size.Width) + x] == PixelState.Known;
}
