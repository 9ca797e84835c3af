using CsCheck;
using Infill.Imaging;
using Infill.Server.Pyramids;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Pyramids;

public sealed class MaskPatchTests
{
    [Fact]
    public void Apply_AnyTile_ChangesItsPlaceAndNothingElse() => Gen.Select(TestMasks.Any, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((mask, a, b) =>
    {
        var rect = PixelRect.FromEdges(a % mask.Width, b % mask.Height, mask.Width, mask.Height);
        Mask tile = TestMasks.FromFunction(rect.Size, (x, y) => ((x * 7) + (y * 3)) % 5 / 4f);

        Mask patched = MaskPatch.Apply(mask, [(rect, tile)]);

        Assert.Equal(
            TestMasks.FromFunction(mask.Size, (x, y) => rect.Contains(x, y) ? tile[x - rect.X, y - rect.Y] : mask[x, y]).ComputeHash(),
            patched.ComputeHash());
    });

    [Fact]
    public void Apply_EmptyTile_TakesTheFillAway()
    {
        var mask = new Mask(new PixelSize(9, 7));
        mask.Values.AsSpan().Fill(1f);

        Mask patched = MaskPatch.Apply(mask, [(new PixelRect(0, 0, 9, 4), new Mask(new PixelSize(9, 4), default))]);

        Assert.Equal(new PixelRect(0, 4, 9, 3), patched.FindBounds());
    }
}
