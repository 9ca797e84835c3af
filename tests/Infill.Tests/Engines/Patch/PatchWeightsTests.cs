using Infill.Engines.Patch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchWeightsTests
{
    [Theory, InlineData(0.2f), InlineData(1f)]
    public void Set_EveryPixelOfTheBox_HasTheWeightOfItsState(float unknownWeight)
    {
        // 49 pixels wide and at the border: deep enough for the floor of 0.05, and with pixels outside the picture.
        Tile tile = TestTiles.Texture(new PixelSize(71, 63), new PixelRect(0, 7, 49, 49)) with
        {
            Unknown = TestTiles.RectMask(new PixelSize(71, 63), new PixelRect(47, 20, 4, 8)),
        };
        PatchScene scene = PatchScene.Of(tile);

        PatchWeights.Set(scene.Level, scene.State, unknownWeight);

        HashSet<PixelState> seen = [];
        for (int at = 0; at < scene.State.Normaliser.Length; at++)
        {
            PixelState state = scene.Level.States[scene.Level.GridIndex(scene.Level.Position(at))];
            double expected = state switch
            {
                PixelState.Known => 1,
                PixelState.Hole => unknownWeight * Math.Max(0.05, Math.Pow(1.15, -scene.Level.Distance[at])),
                _ => 0,
            };
            Assert.Equal(expected, Math.Pow(scene.State.RootWeight[at], 2), 1e-5);
            seen.Add(state);
        }

        Assert.Equal(4, seen.Count);
        Assert.Contains(scene.Level.HoleAt, at => Math.Pow(1.15, -scene.Level.Distance[at]) < 0.05);
    }

    [Fact]
    public void Set_EveryTarget_IsNormalisedByItsSumOfWeights()
    {
        PatchScene scene = PatchScene.Texture();

        PatchWeights.Set(scene.Level, scene.State, 0.4f);

        foreach (int at in scene.Level.TargetAt)
        {
            double sum = PatchScene.Offsets().Sum(o => Math.Pow(scene.State.RootWeight[at + (o.Y * scene.Level.Box.Width) + o.X], 2));
            Assert.Equal(1 / sum, scene.State.Normaliser[at], 1e-5 / sum);
        }
    }
}
