using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class FeatherBlendTests
{
    private static readonly PixelSize Size = new(9, 7);

    private static readonly Gen<float> Weight = Gen.OneOf(Gen.Const(0f), Gen.Const(1f), Gen.Float[0f, 1f]);

    private static readonly Gen<(FloatImage Original, FloatImage Fill, Mask Mask)> Opaque = Scene(channels: 3);

    private static readonly Gen<(FloatImage Original, FloatImage Fill, Mask Mask)> WithAlpha = Scene(channels: 4);

    [Fact]
    public void Apply_Opaque_IsExactAtTheEndsAndLinearBetween() => Opaque.Sample(scene =>
    {
        FloatImage joined = Apply(scene.Original, scene.Fill, scene.Mask);

        for (int at = 0; at < joined.Values.Length; at++)
        {
            float m = scene.Mask.Values[at % scene.Mask.Values.Length];
            (float from, float to) = (scene.Original.Values[at], scene.Fill.Values[at]);
            Assert.Equal(m is 0f ? from : m is 1f ? to : from + (m * (to - from)), joined.Values[at], m is 0f or 1f ? 0f : 1e-6f);
            Assert.InRange(joined.Values[at], Math.Min(from, to), Math.Max(from, to));
        }
    });

    [Fact]
    public void Apply_RolesSwapped_IsTheSamePicture() => Opaque.Sample(scene =>
    {
        Mask inverse = TestMasks.FromFunction(Size, (x, y) => 1f - scene.Mask[x, y]);

        Assert.Equal(
            Apply(scene.Original, scene.Fill, scene.Mask).Values,
            Apply(scene.Fill, scene.Original, inverse).Values,
            (a, b) => MathF.Abs(a - b) < 1e-6f);
    });

    [Fact]
    public void Apply_WithAlpha_MixesPremultipliedColors() => WithAlpha.Sample(scene =>
    {
        FloatImage joined = Apply(scene.Original, scene.Fill, scene.Mask);

        for (int i = 0; i < Size.Area; i++)
        {
            float m = scene.Mask.Values[i];
            (float before, float after) = (scene.Original.Plane(3)[i], scene.Fill.Plane(3)[i]);
            Assert.Equal(((1 - m) * before) + (m * after), joined.Plane(3)[i], 1e-6f);
            for (int c = 0; c < 3; c++)
            {
                float premultiplied = ((1 - m) * before * scene.Original.Plane(c)[i]) + (m * after * scene.Fill.Plane(c)[i]);
                Assert.Equal(premultiplied, joined.Plane(3)[i] * joined.Plane(c)[i], 2e-6f);
            }
        }
    });

    [Fact]
    public void Apply_AnyInput_IsLeftUnchanged() => WithAlpha.Sample(scene =>
    {
        (float[] original, float[] fill) = ([.. scene.Original.Values], [.. scene.Fill.Values]);

        Apply(scene.Original, scene.Fill, scene.Mask);

        Assert.Equal(original, scene.Original.Values);
        Assert.Equal(fill, scene.Fill.Values);
    });

    private static Gen<(FloatImage Original, FloatImage Fill, Mask Mask)> Scene(int channels) =>
        from values in Gen.OneOf(Gen.Const(0f), Gen.Const(1f), Gen.Float[0f, 1f]).Array[2 * channels * (int)Size.Area]
        from weights in Weight.Array[(int)Size.Area]
        select (
            BlendScenes.Paint(Size, (c, x, y) => values[(((c * Size.Height) + y) * Size.Width) + x], channels),
            BlendScenes.Paint(Size, (c, x, y) => values[((((channels + c) * Size.Height) + y) * Size.Width) + x], channels),
            TestMasks.FromFunction(Size, (x, y) => weights[(y * Size.Width) + x]));

    // The window is the whole picture: margins reach beyond so small a one.
    private static FloatImage Apply(FloatImage original, FloatImage fill, Mask mask)
    {
        BlendWindow? window = BlendWindow.Cut(BlendScenes.Tile(original, mask), fill, mask, new BlendOptions());
        return window is null ? original : FeatherBlend.Apply(window, window.Generated);
    }
}
