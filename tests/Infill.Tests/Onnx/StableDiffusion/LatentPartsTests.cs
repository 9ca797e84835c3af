using CsCheck;
using Infill.Diffusion.Noise;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Onnx.Graphs;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class LatentPartsTests
{
    [Fact]
    public void TiledCodec_AnySize_IsTheWholeForACodecThatWorksBlockByBlock() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[5, 12], Gen.Int[1, 2]).Sample((width, height, tile, overlap) =>
        {
            using var codec = new BlockCodec();
            using var tiled = new TiledCodec(new BlockCodec(), tile, overlap);
            FloatImage picture = Picture(width * 4, height * 4);

            FloatImage latent = codec.Encode(picture, new TorchNoise(5), CancellationToken.None);
            SmallGraph.AssertNear([.. latent.Values.Select(v => (double)v)], tiled.Encode(picture, new TorchNoise(5), CancellationToken.None).Values);
            SmallGraph.AssertNear(
                [.. codec.Decode(latent, CancellationToken.None).Values.Select(v => (double)v)], tiled.Decode(latent, CancellationToken.None).Values);
        });

    [Fact]
    public void TiledCodec_LargePicture_RunsOnTiles()
    {
        var inner = new BlockCodec();
        using var tiled = new TiledCodec(inner, 8, 2);

        tiled.Decode(new FloatImage(3, new PixelSize(20, 8)), CancellationToken.None);

        Assert.Equal(3, inner.Calls);
    }

    [Fact]
    public void FadedSum_TilesThatDiffer_FadeInAStraightLine()
    {
        var sum = new FadedSum(1, new PixelSize(10, 1), 4);
        var ones = new FloatImage(1, new PixelSize(7, 1));
        Array.Fill(ones.Values, 1f);
        sum.Add(new FloatImage(1, new PixelSize(7, 1)), new PixelRect(0, 0, 7, 1));
        sum.Add(ones, new PixelRect(3, 0, 7, 1));

        float[] mixed = sum.Result().Values;

        Assert.Equal([0f, 0f, 0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f, 1f, 1f], mixed.Select(v => MathF.Round(v, 4)));
    }

    [Fact]
    public void PictureRange_ThereAndBack_IsTheSame()
    {
        FloatImage picture = Picture(5, 3);

        FloatImage signed = PictureRange.ToSigned(picture);

        Assert.All(signed.Values, v => Assert.InRange(v, -1f, 1f));
        SmallGraph.AssertNear([.. picture.Values.Select(v => (double)v)], PictureRange.FromSigned(signed).Values, 1e-6);
    }

    [Fact]
    public void PictureRange_OutOfRange_IsClampedButNoNumberStaysNone()
    {
        var wild = new FloatImage(1, new PixelSize(3, 1));
        (wild.Values[0], wild.Values[1], wild.Values[2]) = (-7f, 7f, float.NaN);

        Assert.Equal([0f, 1f, float.NaN], PictureRange.FromSigned(wild).Values);
    }

    [Fact]
    public void Tensors_ThereAndBack_KeepEveryPlane()
    {
        FloatImage picture = Picture(5, 3);

        OnnxTensor tensor = picture.ToTensor();

        Assert.Equal([1L, 3L, 3L, 5L], tensor.Dims);
        Assert.Equal(picture.Values, tensor.ToImage().Values);
    }

    [Fact]
    public void GuidanceEmbedding_AnyScale_LiesOnCircles()
    {
        Assert.Equal([0f, 0f, 0f, 0f, 1f, 1f, 1f, 1f], GuidanceEmbedding.Of(1, 8));
        float[] embedding = GuidanceEmbedding.Of(7.5, 16);
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(1.0, (embedding[i] * (double)embedding[i]) + (embedding[8 + i] * (double)embedding[8 + i]), 1e-5));
        Assert.NotEqual(embedding, GuidanceEmbedding.Of(7, 16));
    }

    [Theory]
    [InlineData(0, 1, 0, true)]
    [InlineData(0, 1, 5, true)]
    [InlineData(0.2, 0.7, 1, false)]
    [InlineData(0.2, 0.7, 2, true)]
    [InlineData(0.2, 0.7, 3, true)]
    [InlineData(0.2, 0.7, 4, false)]
    public void ControlUnit_InAWindow_ActsWhereAStepLiesWhollyInside(double start, double end, int step, bool acts) =>
        Assert.Equal(acts, new ControlUnit(null!, Picture(1, 1)) { Start = start, End = end }.ActsAt(step, 6));

    [Fact]
    public void KnownNoise_OfAnotherShape_IsRefused()
    {
        var noise = new KnownNoise(Picture(4, 2));

        Assert.Same(noise.Draw(3, new PixelSize(4, 2), 0), noise.Draw(3, new PixelSize(4, 2), 9));
        Assert.Throws<ArgumentException>(() => noise.Draw(3, new PixelSize(2, 4), 0));
    }

    private static FloatImage Picture(int width, int height)
    {
        var picture = new FloatImage(3, new PixelSize(width, height));
        SmallGraph.Numbers(picture.Values.Length, 12).Select(v => (v + 1f) / 2f).ToArray().CopyTo(picture.Values, 0);
        return picture;
    }
}
