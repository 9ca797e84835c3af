using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.Mattes;

public sealed class MattingLaplacianTests
{
    private static readonly PixelSize Size = new(17, 13);
    private static readonly FloatImage Picture = Draw();
    private static readonly int[] Unknown = [.. Enumerable.Range(0, (int)Size.Area).Where(i => i % 17 is > 4 and < 12 && i / 17 is > 3 and < 10)];

    [Fact]
    public void Multiply_ConstantField_IsNothing()
    {
        var form = new MattingLaplacian(Picture, Unknown, 1e-5f);

        float[] product = Times(form, [.. form.Pixels.Select(_ => 0.7f)]);

        Assert.All(product, value => Assert.InRange(value, -1e-4f, 1e-4f));
    }

    [Fact]
    public void Multiply_LinearFunctionOfTheColours_IsAlmostNothing()
    {
        var form = new MattingLaplacian(Picture, Unknown, 1e-7f);

        float[] product = Times(form, [.. form.Pixels.Select(i => (0.5f * Picture.Plane(0)[i]) - (0.3f * Picture.Plane(2)[i]) + 0.2f)]);

        Assert.All(product, value => Assert.InRange(value, -1e-3f, 1e-3f));
    }

    [Fact]
    public void Multiply_AnyTwoFields_IsSymmetricAndNeverNegative()
    {
        var form = new MattingLaplacian(Picture, Unknown, 1e-5f);
        float[] a = Noise(form, 1), b = Noise(form, 2);

        double ab = Dot(a, Times(form, b)), ba = Dot(b, Times(form, a));

        Assert.Equal(ab, ba, 1e-3);
        Assert.True(Dot(a, Times(form, a)) > 0);
    }

    [Fact]
    public void Diagonal_IsThatOfTheOperator()
    {
        var form = new MattingLaplacian(Picture, Unknown, 1e-5f);
        foreach (int n in (int[])[0, 11, Unknown.Length - 1, form.Pixels.Count - 1])
        {
            float[] unit = new float[form.Pixels.Count];
            unit[n] = 1;

            Assert.Equal(form.Diagonal[n], Times(form, unit)[n], 1e-4f);
        }
    }

    [Fact]
    public void Pixels_UnknownOnesComeFirst()
    {
        var form = new MattingLaplacian(Picture, Unknown, 1e-5f);

        Assert.Equal(Unknown, form.Pixels.Take(Unknown.Length));
        Assert.Equal(form.Pixels.Count, form.Pixels.Distinct().Count());
        Assert.True(form.Pixels.Count > Unknown.Length, "squares reach beyond what is unknown");
    }

    private static float[] Times(MattingLaplacian form, float[] values)
    {
        float[] product = new float[values.Length];
        form.Multiply(values, product);
        return product;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static float[] Noise(MattingLaplacian form, uint seed) => [.. form.Pixels.Select(i => (TestPictures.Hash(seed, (uint)i) >> 8) / (float)(1 << 24))];

    private static FloatImage Draw()
    {
        var picture = new FloatImage(3, Size);
        for (int i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = (TestPictures.Hash(9, (uint)i) >> 8) / (float)(1 << 24);
        }

        return picture;
    }
}
