using Infill.Evaluation.CastShadows;
using Infill.Masks.CastShadows;

namespace Infill.Tests.Evaluation.CastShadows;

public sealed class ShadowSamplesTests
{
    private const int Planes = ShadowPatch.Channels * ShadowPatch.Width * ShadowPatch.Height;

    [Fact]
    public void Add_ShadedAndLitScene_WritesOverlapsSceneAndPlanes()
    {
        using var stream = new MemoryStream();
        using var samples = new ShadowSamples(stream);

        samples.Add(MadeScene.Of(0.5f, 24));
        int shaded = samples.Count;
        samples.Add(MadeScene.Of(1, 24));

        Assert.InRange(shaded, 2, 16);
        Assert.Equal(samples.Count * (8L + Planes), stream.Length);
        (float Overlap, float Scene)[] heads = [.. Enumerable.Range(0, samples.Count).Select(i => Head(stream.ToArray(), i))];
        Assert.All(heads, head => Assert.InRange(head.Overlap, 0, 1));
        Assert.True(heads.Take(shaded).Max(head => head.Overlap) > 0.75f);
        Assert.All(heads.Skip(shaded), head => Assert.Equal((0f, 1f), head));
        Assert.All(heads.Take(shaded), head => Assert.Equal(0f, head.Scene));
    }

    private static (float Overlap, float Scene) Head(byte[] bytes, int sample)
    {
        int at = sample * (8 + Planes);
        return (BitConverter.ToSingle(bytes, at), BitConverter.ToSingle(bytes, at + 4));
    }
}
