using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class MaskTests
{
    // Reaches over each edge of a mask of up to 40×40 and usually meets it.
    private static readonly Gen<PixelRect> AnyRect =
        Gen.Select(Gen.Int[-9, 19], Gen.Int[-9, 19], Gen.Int[1, 50], Gen.Int[1, 50], (x, y, w, h) => new PixelRect(x, y, w, h));

    [Fact]
    public void WithWindow_AnyWindow_KeepsWhatLiesInsideAndIsZeroOutside() => Gen.Select(TestMasks.Any, AnyRect).Sample((mask, window) =>
    {
        Mask moved = mask.WithWindow(window);

        Assert.Equal(window.Intersect(mask.Size.Bounds), moved.Window);
        Assert.Equal(moved.Window.Area, moved.Values.Length);
        ForEachPixel(mask, (x, y) => Assert.Equal(window.Contains(x, y) ? mask[x, y] : 0f, moved[x, y]));
    });

    [Fact]
    public void WithWindow_OfTheBounds_IsTheSameMaskForEveryQuestion() => TestMasks.Any.Sample(mask =>
    {
        Mask tight = mask.WithWindow(mask.FindBounds());

        MaskAssert.Same(mask, tight);
        MaskAssert.WindowIsTight(tight);
        Assert.Equal(mask.CountFilled(), tight.CountFilled());
        Assert.Equal(mask.ComputeHash(), tight.ComputeHash());
        MaskAssert.Same(mask, tight.WithWindow(mask.Size.Bounds));
    });

    [Fact]
    public void Crop_AnyRectangle_IsTheMaskSeenThroughIt() => Gen.Select(TestMasks.Any, AnyRect, AnyRect).Sample((mask, window, rect) =>
    {
        Mask windowed = mask.WithWindow(window);

        Mask crop = windowed.Crop(rect);

        Assert.Equal((rect.Size, rect.Size.Bounds), (crop.Size, crop.Window));
        ForEachPixel(crop, (x, y) => Assert.Equal(windowed[rect.X + x, rect.Y + y], crop[x, y]));
    }, iter: 400);

    [Fact]
    public void FindBounds_AnyMask_AreThoseOfItsPixelsAboveZero() => TestMasks.Any.Sample(mask =>
    {
        PixelRect expected = default;
        long count = 0;
        ForEachPixel(mask, (x, y) =>
        {
            expected = mask[x, y] > 0 ? expected.Union(new PixelRect(x, y, 1, 1)) : expected;
            count += mask[x, y] > 0 ? 1 : 0;
        });

        Assert.Equal(expected, mask.FindBounds());
        Assert.Equal(count, mask.CountFilled());
    });

    [Fact]
    public void ComputeHash_AnyStepOf16Bits_IsAnotherHash()
    {
        Mask mask = TestMasks.Disc(7, 5, radius: 2);
        HashSet<string> seen = [mask.ComputeHash()];

        ForEachPixel(mask, (x, y) =>
        {
            Mask changed = mask.Clone();
            changed[x, y] += (changed[x, y] > 0 ? -1f : 1f) / ushort.MaxValue;
            Assert.True(seen.Add(changed.ComputeHash()), $"({x}, {y}) does not count");
        });
    }

    [Fact]
    public void ComputeHash_SamePixelsInAnotherSizeOrPlace_IsAnotherHash()
    {
        var hole = new PixelRect(2, 1, 3, 2);

        Assert.Distinct(
        [
            Holes.Of(9, 7, hole).ComputeHash(),
            Holes.Of(9, 8, hole).ComputeHash(),
            Holes.Of(9, 7, hole with { X = 3 }).ComputeHash(),
            Holes.Of(9, 7, hole with { Y = 2 }).ComputeHash(),
            new Mask(new PixelSize(9, 7)).ComputeHash(),
            new Mask(new PixelSize(7, 9)).ComputeHash(),
        ]);
    }

    // Weights below half a 16-bit step are lost in a file; they must not count in the hash either.
    [Fact]
    public void ComputeHash_StoredAs16BitAndReadBack_IsTheSame() => Gen.Select(TestMasks.Any, Gen.Int[0, 39], Gen.Float[0f, 3e-5f]).Sample((mask, at, trace) =>
    {
        mask[at % mask.Width, at % mask.Height] = trace;

        Assert.Equal(mask.ComputeHash(), MaskImage.FromImage(MaskImage.ToImage16(mask), MaskPolarity.WhiteFills).ComputeHash());
    });

    [Fact]
    public void Clone_Written_LeavesTheOriginalAlone()
    {
        Mask mask = Holes.Of(9, 7, new PixelRect(2, 1, 3, 2));
        string hash = mask.ComputeHash();

        Mask clone = mask.Clone();
        Assert.Equal((hash, mask.Window), (clone.ComputeHash(), clone.Window));
        clone.Values.AsSpan().Clear();

        Assert.Equal(hash, mask.ComputeHash());
    }

    [Fact]
    public void WindowRow_WrittenRow_ShowsAtItsPictureCoordinates()
    {
        var mask = new Mask(new PixelSize(9, 7), new PixelRect(2, 3, 4, 2));

        mask.WindowRow(1)[3] = 0.25f;

        Assert.Equal(0.25f, mask[5, 4]);
        Assert.Equal(new PixelRect(5, 4, 1, 1), mask.FindBounds());
    }

    [Theory, InlineData(1, 3), InlineData(6, 3), InlineData(2, 2), InlineData(2, 5), InlineData(-1, 0), InlineData(99, 99)]
    public void Indexer_OutsideTheWindow_ReadsZeroAndRefusesToWrite(int x, int y)
    {
        var mask = new Mask(new PixelSize(9, 7), new PixelRect(2, 3, 4, 2));
        mask.Values.AsSpan().Fill(1f);

        Assert.Equal(0f, mask[x, y]);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => mask[x, y] = 1f).Message;
        Assert.Contains($"({x}, {y}) lies outside the mask's window 4×2 at (2, 3).", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0, 3, 3)]
    [InlineData(0, 5, 3, 3)]
    [InlineData(7, 0, 3, 3)]
    [InlineData(0, 0, 10, 7)]
    [InlineData(int.MaxValue, 0, 1, 1)]
    [InlineData(0, int.MaxValue - 1, 3, 3)]
    [InlineData(1, 0, int.MaxValue, 1)]
    public void Constructor_WindowOutsideThePicture_IsRefused(int x, int y, int width, int height)
    {
        string message = Assert.Throws<ArgumentException>(() => new Mask(new PixelSize(9, 7), new PixelRect(x, y, width, height))).Message;

        Assert.StartsWith($"Window {width}×{height} at ({x}, {y}) does not lie inside a 9×7 mask.", message, StringComparison.Ordinal);
    }

    private static void ForEachPixel(Mask mask, Action<int, int> visit)
    {
        for (int i = 0; i < mask.Size.Area; i++)
        {
            visit(i % mask.Width, i / mask.Width);
        }
    }
}
