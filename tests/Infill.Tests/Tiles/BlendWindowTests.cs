using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class BlendWindowTests
{
    private static readonly PixelSize Size = new(97, 83);

    private static readonly Gen<Mask> AnyDisc =
        Gen.Select(Gen.Int[-5, 101], Gen.Int[-5, 87], Gen.Int[0, 14], (x, y, r) => BlendScenes.Disc(Size, (x, y), r + 0.5, feather: 3));

    [Fact]
    public void Cut_AnyHole_HasTheRingOfItsDefinition() => Gen.Select(AnyDisc, AnyDisc, AnyDisc, Gen.Int[1, 12]).Sample(
        (composite, denoise, unknown, ringPx) =>
        {
            FloatImage photo = BlendScenes.Gradient(Size);
            Tile tile = BlendScenes.Tile(photo, denoise) with { Unknown = unknown };
            BlendWindow? window = BlendWindow.Cut(tile, photo, composite, new BlendOptions { RingPx = ringPx });

            PixelRect bounds = composite.FindBounds();
            Assert.Equal(bounds.IsEmpty, window is null);
            for (int i = 0; window is not null && i < window.Hole.Length; i++)
            {
                (int x, int y) = (window.RectInTile.X + (i % window.Size.Width), window.RectInTile.Y + (i / window.Size.Width));
                Assert.Equal(composite[x, y], window.Weight[i]);
                Assert.Equal(composite[x, y] > 0, window.Hole[i]);
                Assert.Equal(composite[x, y] <= 0 && unknown[x, y] <= 0, window.Trusted[i]);
                bool isNear = DistanceToHole(composite, bounds, x, y) <= ringPx;
                Assert.Equal(window.Trusted[i] && denoise[x, y] <= 0 && isNear, window.Ring[i]);
            }
        },
        iter: 25);

    [Fact]
    public void Cut_AnyHole_HoldsHoleAndRingWithRoomForFilters() => Gen.Select(AnyDisc, Gen.Int[1, 40]).Sample((composite, ringPx) =>
    {
        FloatImage photo = BlendScenes.Gradient(Size);

        BlendWindow? window = BlendWindow.Cut(BlendScenes.Tile(photo, composite), photo, composite, new BlendOptions { RingPx = ringPx });

        if (window is not null)
        {
            Assert.True(window.RectInTile.Contains(composite.FindBounds().Inflate(ringPx + 8).Intersect(Size.Bounds)));
            Assert.True(Size.Bounds.Contains(window.RectInTile));
            Assert.Equal(photo[2, window.RectInTile.X, window.RectInTile.Y], window.Original[2, 0, 0]);
        }
    });

    [Fact]
    public void Paste_AnyPicture_ChangesTheHoleAndNothingElse() => AnyDisc.Sample(composite =>
    {
        FloatImage photo = BlendScenes.Gradient(Size), other = BlendScenes.Paint(Size, (_, _, _) => 1);
        BlendWindow? window = BlendWindow.Cut(BlendScenes.Tile(photo, composite), other, composite, new BlendOptions());

        FloatImage pasted = window?.Paste(photo, window.Generated) ?? photo;

        for (int at = 0; at < pasted.Values.Length; at++)
        {
            bool isHole = composite.Values[at % composite.Values.Length] > 0;
            Assert.Equal(isHole ? 1f : photo.Values[at], pasted.Values[at]);
        }
    });

    private static double DistanceToHole(Mask mask, PixelRect bounds, int x, int y)
    {
        double nearest = double.PositiveInfinity;
        for (int holeY = bounds.Y; holeY < bounds.Bottom; holeY++)
        {
            for (int holeX = bounds.X; holeX < bounds.Right; holeX++)
            {
                double squared = ((holeX - x) * (holeX - x)) + ((holeY - y) * (holeY - y));
                nearest = mask[holeX, holeY] > 0 ? Math.Min(nearest, squared) : nearest;
            }
        }

        return Math.Sqrt(nearest);
    }
}
