using CsCheck;
using Infill.Imaging;

namespace Infill.Tests.Imaging;

public sealed class LanczosTests
{
    private static readonly Gen<PixelSize> AnySize = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], (w, h) => new PixelSize(w, h));

    [Fact]
    public void Resize_FlatPlanes_StayFlatAtEverySize() => Gen.Select(AnySize, AnySize).Sample((from, to) =>
    {
        var image = new FloatImage(2, from);
        image.Plane(0).Fill(0.3f);
        image.Plane(1).Fill(0.9f);

        FloatImage resized = Lanczos.Resize(image, to);

        Assert.Equal(to, resized.Size);
        Assert.All(resized.Plane(0).ToArray(), v => Assert.Equal(0.3f, v, 1e-6f));
        Assert.All(resized.Plane(1).ToArray(), v => Assert.Equal(0.9f, v, 1e-6f));
    });

    [Fact]
    public void Resize_SameSize_IsACopy()
    {
        FloatImage image = Ramp(7, 5);

        FloatImage copy = Lanczos.Resize(image, image.Size);

        Assert.Equal(image.Values, copy.Values);
        Assert.NotSame(image.Values, copy.Values);
    }

    [Fact]
    public void Resize_TransposedPicture_IsTheTransposedResult() => Gen.Select(AnySize, AnySize).Sample((from, to) =>
    {
        FloatImage image = Ramp(from.Width, from.Height);

        FloatImage straight = Lanczos.Resize(image, to);
        FloatImage turned = Lanczos.Resize(Transpose(image), new PixelSize(to.Height, to.Width));

        for (int i = 0; i < straight.Values.Length; i++)
        {
            Assert.Equal(straight.Values[i], turned[0, i / to.Width, i % to.Width], 1e-5f);
        }
    });

    // sinc(x)·sinc(x/3) at x = ⅙, ½, … for a picture made three times as wide.
    [Fact]
    public void Resize_OneBrightPixel_ShowsTheKernel()
    {
        var image = new FloatImage(1, new PixelSize(21, 1));
        image[0, 10, 0] = 1f;

        FloatImage wide = Lanczos.Resize(image, new PixelSize(63, 1));

        Assert.Equal(1f, wide[0, 31, 0], 1e-3f);
        Assert.Equal(Kernel(1.0 / 3), wide[0, 32, 0], 0.01);
        Assert.Equal(Kernel(4.0 / 3), wide[0, 35, 0], 0.01);
        Assert.True(wide[0, 35, 0] < 0, "the second lobe is negative");
        Assert.Equal(wide[0, 30, 0], wide[0, 32, 0], 1e-6f);
        Assert.Equal(0f, wide[0, 41, 0], 1e-6f);
    }

    [Fact]
    public void Resize_FinePatternMadeSmall_IsItsMeanAndNotAnAlias()
    {
        var image = new FloatImage(1, new PixelSize(64, 64));
        for (int i = 0; i < image.Values.Length; i++)
        {
            image.Values[i] = (i % 64 + (i / 64)) % 2;
        }

        FloatImage small = Lanczos.Resize(image, new PixelSize(16, 16));

        Assert.All(small.Values, v => Assert.Equal(0.5f, v, 0.05f));
    }

    private static double Kernel(double x) => Math.Sin(Math.PI * x) / (Math.PI * x) * Math.Sin(Math.PI * x / 3) / (Math.PI * x / 3);

    private static FloatImage Ramp(int width, int height)
    {
        var image = new FloatImage(1, new PixelSize(width, height));
        for (int i = 0; i < image.Values.Length; i++)
        {
            image.Values[i] = ((i % width * 0.7f) + (i / width * 0.45f)) % 1f;
        }

        return image;
    }

    private static FloatImage Transpose(FloatImage image)
    {
        var turned = new FloatImage(1, new PixelSize(image.Height, image.Width));
        for (int i = 0; i < image.Values.Length; i++)
        {
            turned[0, i / image.Width, i % image.Width] = image.Values[i];
        }

        return turned;
    }
}
