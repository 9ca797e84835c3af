using Infill.Evaluation.Cases;
using Infill.Evaluation.CastShadows;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Cases;

public sealed class GroundSceneTests
{
    private static readonly PixelFormat Rgb = new(ColorModel.Rgb, HasAlpha: false, BitDepth: 8);

    [Fact]
    public void Place_Shadow_DarkensInLinearLightAndNothingElse()
    {
        using TemporaryFolder folder = CutOutFolder();
        Image photo = TestPictures.Ramp(new PixelSize(420, 380), Rgb);
        var shadow = new CastShadow(0.7, -0.3, 0.01, 0.5) { Tint = (1.1, 1, 0.9) };

        GroundScene scene = GroundScene.Place(photo, new ObjectSpec(folder.File("cut.png"), 120, 100, 120, 0), shadow);

        (double expected, double got, int core) = (0, 0, 0);
        for (int i = 0; i < photo.Size.Area; i++)
        {
            (int x, int y) = (i % photo.Width, i / photo.Width);
            bool isEqual = Enumerable.Range(0, 3).All(c => scene.Input[x, y, c] == scene.Truth[x, y, c]);
            Assert.True(scene.Mark[x, y] > 0 || scene.Subject[x, y] > 0 || isEqual, $"({x}, {y}) changed without a shadow");
            if (scene.Mark[x, y] > 0.999f && photo[x, y, 1] > 60)
            {
                core++;
                expected += 0.5 * SrgbCurve.Decode(photo[x, y, 1] / 255f);
                got += SrgbCurve.Decode(scene.Input[x, y, 1] / 255f);
            }
        }

        Assert.InRange(core, 200, int.MaxValue);
        Assert.InRange(got / expected, 0.98, 1.02);
        Assert.True(scene.Subject.CountFilled() > 5000);
    }

    [Fact]
    public void Place_Reflection_ChangesNothingBesideIt()
    {
        using TemporaryFolder folder = CutOutFolder();
        Image photo = TestPictures.Ramp(new PixelSize(420, 380), Rgb);

        GroundScene scene = GroundScene.Place(photo, new ObjectSpec(folder.File("cut.png"), 120, 60, 120, 0), new CastReflection(0.5, 2, 0.01));

        for (int i = 0; i < photo.Size.Area; i++)
        {
            (int x, int y) = (i % photo.Width, i / photo.Width);
            bool isEqual = Enumerable.Range(0, 3).All(c => scene.Input[x, y, c] == scene.Truth[x, y, c]);
            Assert.True(scene.Mark[x, y] > 0 || scene.Subject[x, y] > 0 || isEqual, $"({x}, {y}) changed without a reflection");
            Assert.True(scene.Mark[x, y] < 0.5f || y >= 178, $"({x}, {y}) mirrors above the object's foot");
        }

        Assert.True(scene.IsVisible && scene.HasEffect);
    }

    [Theory]
    [InlineData(true, 0.6, true)]
    [InlineData(true, 0.4, null)]
    [InlineData(true, 0.2, false)]
    [InlineData(false, 0.9, false)]
    public void IsTrue_ByOverlap_TeachesOnlyWhatIsClear(bool hasEffect, double share, bool? expected)
    {
        var size = new PixelSize(100, 10);
        var scene = new GroundScene
        {
            Input = new Image(size, Rgb),
            Truth = new Image(size, Rgb),
            Subject = new Mask(size),
            Mark = TestTiles.RectMask(size, new PixelRect(0, 0, hasEffect ? 100 : 0, 10)),
        };

        Assert.Equal(expected, scene.IsTrue(TestTiles.RectMask(size, new PixelRect(0, 0, (int)(100 * share), 10))));
    }

    [Fact]
    public void Place_NoShadow_InputIsTheTruth()
    {
        using TemporaryFolder folder = CutOutFolder();

        GroundScene scene = GroundScene.Place(TestPictures.Ramp(new PixelSize(300, 300), Rgb), new ObjectSpec(folder.File("cut.png"), 90, 80, 120, 0), null);

        Assert.Equal(scene.Truth.Samples8, scene.Input.Samples8);
        Assert.Equal(0, scene.Mark.CountFilled());
    }

    [Theory]
    [InlineData(0.5, 200, true)]
    [InlineData(0.02, 200, false)]
    [InlineData(0.5, 8, false)]
    public void IsVisible_FaintShadowOrBlackGround_IsNot(double darkness, byte ground, bool expected)
    {
        using TemporaryFolder folder = CutOutFolder();
        var photo = new Image(new PixelSize(420, 380), Rgb);
        photo.Samples8.AsSpan().Fill(ground);

        var scene = GroundScene.Place(photo, new ObjectSpec(folder.File("cut.png"), 120, 100, 120, 0), new CastShadow(0.7, -0.3, 0.01, darkness));

        Assert.Equal(expected, scene.IsVisible);
        Assert.False(GroundScene.Place(photo, new ObjectSpec(folder.File("cut.png"), 120, 100, 120, 0), null).IsVisible);
    }

    [Fact]
    public void Varied_AnySeed_ReachHoldsTheWholeShadow()
    {
        var cut = new FloatImage(4, new PixelSize(40, 60));
        cut.Values.AsSpan().Fill(1f);
        for (int seed = 0; seed < 200; seed++)
        {
            var shadow = CastShadow.Varied(seed);
            PixelRect reach = shadow.Reach(cut.Size);
            float[] depth = shadow.Draw(cut);
            Assert.InRange(depth.Max(), 0.2, 0.75);
            Assert.All(Enumerable.Range(0, reach.Width), x => Assert.True(depth[x] + depth[^(x + 1)] < 0.02f, $"seed {seed}"));
            Assert.All(Enumerable.Range(0, reach.Height), y => Assert.True(depth[y * reach.Width] + depth[((y + 1) * reach.Width) - 1] < 0.02f, $"seed {seed}"));
        }
    }

    [Fact]
    public void Of_Photo_GivesEachPlaceWithAndWithoutShadow()
    {
        using TemporaryFolder folder = CutOutFolder();
        ImageFile.Save(TestPictures.Noise(new PixelSize(900, 800), Rgb), folder.File("photo.png"));

        (string Name, GroundScene Scene)[] scenes = [.. GroundScenes.Of(folder.File("photo.png"), GroundScenes.Plan(1, 3), 900, [folder.File("cut.png")], CastShadow.Varied)];

        Assert.Equal(["photo-1", "photo-1 plain"], scenes.Select(scene => scene.Name));
        Assert.True(scenes[0].Scene.Mark.CountFilled() > 0);
        ShadowTrial lit = ShadowTrial.Run(scenes[1].Name, scenes[1].Scene);
        Assert.Equal((false, 0.0), (lit.HasShadow, lit.Overlap));
    }

    /// <summary>A disc of noise on transparent ground: as colourful as a photo.</summary>
    private static TemporaryFolder CutOutFolder()
    {
        var folder = new TemporaryFolder();
        Image cut = TestPictures.Noise(new PixelSize(140, 140), Rgb with { HasAlpha = true });
        for (int i = 0; i < cut.Size.Area; i++)
        {
            (int x, int y) = ((i % 140) - 70, (i / 140) - 70);
            cut[i % 140, i / 140, 3] = (x * x) + (y * y) < 60 * 60 ? 255 : 0;
        }

        ImageFile.Save(cut, folder.File("cut.png"));
        return folder;
    }
}
