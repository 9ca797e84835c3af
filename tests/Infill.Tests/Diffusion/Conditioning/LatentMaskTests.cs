using CsCheck;
using Infill.Diffusion.Conditioning;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Diffusion.Conditioning;

public sealed class LatentMaskTests
{
    [Fact]
    public void MaxPool_AnyMask_IsTheLargestOfThePixelsThatALatentCovers() =>
        Gen.Select(TestMasks.Any, Gen.Int[1, 9], Gen.Int[1, 9]).Sample((mask, width, height) =>
        {
            var latents = new PixelSize(width, height);

            FloatImage pooled = LatentMask.MaxPool(mask, latents);

            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    Assert.Equal(Largest(mask, Span(x, mask.Width, width), Span(y, mask.Height, height)), pooled[0, x, y]);
                }
            }
        });

    [Fact]
    public void MaxPool_OnePixel_NeverVanishes() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[0, 4999]).Sample((width, height, at) =>
        {
            var mask = new Mask(new PixelSize(width, height));
            mask[at % width, at / width % height] = 0.2f;

            FloatImage pooled = LatentMask.MaxPool(mask, new PixelSize((width + 7) / 8, (height + 7) / 8));

            Assert.Equal(0.2f, pooled.Values.Max());
        });

    [Fact]
    public void Nearest_WholeFactor_PicksTheFirstPixelOfEachCellHard()
    {
        var mask = new Mask(new PixelSize(32, 16));
        mask[8, 8] = 0.5f;
        mask[16, 0] = 0.49f;
        mask[25, 1] = 1f;

        FloatImage picked = LatentMask.Nearest(mask, new PixelSize(4, 2));

        // 0.49 is below half, and the pixel at (25, 1) is no cell's first: that is why this form is for parity only.
        Assert.Equal([0f, 0, 0, 0, 0, 1, 0, 0], picked.Values);
        Assert.Equal([0f, 0, 0.49f, 1, 0, 0.5f, 0, 0], LatentMask.MaxPool(mask, new PixelSize(4, 2)).Values);
    }

    [Fact]
    public void Nearest_AnySizes_NeverFillsWhatMaxPoolKeeps() =>
        Gen.Select(TestMasks.Any, Gen.Int[1, 9], Gen.Int[1, 9]).Sample((mask, width, height) =>
        {
            var latents = new PixelSize(width, height);
            FloatImage picked = LatentMask.Nearest(mask, latents);
            FloatImage pooled = LatentMask.MaxPool(mask, latents);

            Assert.All(picked.Values.Zip(pooled.Values), pair => Assert.True(pair.First <= 2 * pair.Second));
            Assert.All(picked.Values, value => Assert.True(value is 0f or 1f));
        });

    private static (int First, int End) Span(int cell, int pixels, int cells) =>
        ((int)Math.Floor(cell * (double)pixels / cells), (int)Math.Ceiling((cell + 1) * (double)pixels / cells));

    private static float Largest(Mask mask, (int First, int End) columns, (int First, int End) rows)
    {
        float largest = 0;
        for (int y = rows.First; y < rows.End; y++)
        {
            for (int x = columns.First; x < columns.End; x++)
            {
                largest = Math.Max(largest, mask[x, y]);
            }
        }

        return largest;
    }
}
