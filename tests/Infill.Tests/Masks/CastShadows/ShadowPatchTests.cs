using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowPatchTests
{
    [Fact]
    public void Draw_TrueOutline_IsLitGroundOnceItsShadowIsTakenAway()
    {
        ShadowView view = ShadowFinder.ViewOf(ShadowPictures.Draw((0.5f, 0.5f, 0.5f), grain: 2), ShadowPictures.Object)!;
        Mask outline = view.Reduce(ShadowPictures.Shadow);

        FloatImage patch = ShadowPatch.Draw(view, outline, Math.Log(0.5));

        int[] inside = [.. Enumerable.Range(0, ShadowPatch.Width * ShadowPatch.Height).Where(i => patch.Plane(4)[i] == 1 && patch.Plane(5)[i] == 1)];
        Assert.True(inside.Length > 100);
        Assert.InRange(inside.Average(i => patch.Plane(0)[i]), Math.Log(0.5) - 0.15, Math.Log(0.5) + 0.15);
        Assert.InRange(inside.Average(i => patch.Plane(3)[i]), -0.15, 0.15);
        Assert.All(inside, i => Assert.InRange(patch.Plane(1)[i], -0.5, 0.5));
    }

    [Fact]
    public void Draw_ObjectAndBeyondTheView_AreNoGround()
    {
        ShadowView view = ShadowFinder.ViewOf(ShadowPictures.Draw((0.5f, 0.5f, 0.5f)), ShadowPictures.Object)!;

        FloatImage patch = ShadowPatch.Draw(view, view.Silhouette, -1);

        Assert.Contains(patch.Plane(5).ToArray(), value => value == 1);
        for (int i = 0; i < patch.Size.Area; i++)
        {
            Assert.True(patch.Plane(5)[i] > 0 || (patch.Plane(0)[i] == 0 && patch.Plane(3)[i] == 0), $"pixel {i}");
            Assert.True(patch.Plane(6)[i] < 1 || patch.Plane(5)[i] == 0, $"pixel {i} of the object");
        }
    }
}
