using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Cases;

/// <summary>Cut-outs with cast shadows: everything that they change lies under the mask, and nothing else changes.</summary>
public sealed class ObjectTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    [InlineData(65535)]
    public void Place_AnyLight_ChangesNothingOutsideTheMask(int seed)
    {
        using var folder = new CaseFolder();
        Image photo = ImageFile.Load(folder.SavePhoto("a.png", 300, 240));
        var item = new ObjectSpec(folder.SaveCutOut("cut.png", 120), 110, 90, 60, seed);

        (Image input, Mask mask, Image? truth) = ObjectScene.Place(photo, item);

        Assert.Same(photo, truth);
        KeepProof proof = KeepCheck.Compare(photo, input, mask);
        Assert.True(proof.Holds && proof.KeptPixels > 0);
        Assert.Equal(1f, mask[140, 120]);
        Assert.InRange(mask.CountFilled(), 60 * 60 * 0.6, 60 * 60 * 4);
    }

    [Fact]
    public void Place_Shadow_DarkensTheGroundAndNeverBrightens()
    {
        using var folder = new CaseFolder();
        Image photo = ImageFile.Load(folder.SavePhoto("a.png", 300, 240));
        string path = folder.SaveCutOut("cut.png", 120);
        FloatImage cut = CutOut.Load(path, 60);

        (Image input, Mask mask, _) = ObjectScene.Place(photo, new ObjectSpec(path, 110, 90, 60, 5));

        int darker = 0;
        for (int y = 0; y < 240; y++)
        {
            for (int x = 0; x < 300; x++)
            {
                bool isObject = cut.Size.Bounds.Contains(x - 110, y - 90) && cut[3, x - 110, y - 90] > 0;
                if (!isObject && mask[x, y] > 0)
                {
                    Assert.InRange(input[x, y, 0], 0, photo[x, y, 0]);
                    darker += input[x, y, 0] < photo[x, y, 0] ? 1 : 0;
                }
            }
        }

        Assert.InRange(darker, 200, 10000);
    }

    [Fact]
    public void Place_SameSpecification_GivesTheSameBytes()
    {
        using var folder = new CaseFolder();
        Image photo = ImageFile.Load(folder.SavePhoto("a.png", 200, 200));
        var item = new ObjectSpec(folder.SaveCutOut("cut.png", 120), 60, 60, 50, 8);

        Assert.Equal(ObjectScene.Place(photo, item).Input.ComputeHash(), ObjectScene.Place(photo, item).Input.ComputeHash());
        Assert.NotEqual(ObjectScene.Place(photo, item).Input.ComputeHash(), ObjectScene.Place(photo, item with { Seed = 9 }).Input.ComputeHash());
    }

    [Fact]
    public void Draw_Shadow_StaysInItsReach()
    {
        using var folder = new CaseFolder();
        FloatImage cut = CutOut.Load(folder.SaveCutOut("cut.png", 120), 40);
        foreach (int seed in Enumerable.Range(0, 40))
        {
            var shadow = CastShadow.FromSeed(seed);
            PixelRect reach = shadow.Reach(cut.Size);
            float[] shade = shadow.Draw(cut);

            Assert.True(reach.Contains(new PixelRect(0, 0, cut.Width, cut.Height)));
            Assert.InRange(shade.Max(), 0.1f, 0.6f);
            Assert.True(BorderOf(shade, reach).Max() < 0.01f, $"seed {seed}: {BorderOf(shade, reach).Max()} at the edge");
        }
    }

    [Fact]
    public void ObjectPlacer_Cases_LieInsideAndRepeat()
    {
        using var folder = new CaseFolder();
        var photo = new EvalCase { Name = "a", Photo = folder.SavePhoto("a.png", 400, 320) };
        string[] cuts = [folder.SaveCutOut("drawn.png", 120, isDrawing: true), folder.SaveCutOut("cut.png", 120), folder.SaveCutOut("icon.png", 60)];
        var plan = new HolePlan { Count = 3, MinRadius = 20, MaxRadius = 30, Seed = 4 };

        IReadOnlyList<EvalCase> cases = ObjectPlacer.Place(photo, plan, cuts);

        Assert.Equal(["a-1", "a-2", "a-3"], cases.Select(c => c.Name));
        Assert.All(cases, c => Assert.Equal("cut", c.Why));
        Assert.Equal(cases, ObjectPlacer.Place(photo, plan, cuts));
        Assert.All(cases, c => Assert.True(new PixelSize(400, 320).Bounds.Inflate(-2).Contains(CaseMaker.Make(c).Mask.FindBounds())));
    }

    [Fact]
    public void ObjectPlacer_NothingFits_IsACaseThatSaysSo()
    {
        using var folder = new CaseFolder();
        var photo = new EvalCase { Name = "a", Photo = folder.SavePhoto("a.png", 60, 60) };

        EvalCase only = Assert.Single(ObjectPlacer.Place(photo, new HolePlan(), [folder.SaveCutOut("cut.png", 120)]));

        Assert.Contains("none of the cut-outs", only.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CutOut_IsItsVisiblePartAtTheSideAskedFor()
    {
        using var folder = new CaseFolder();
        string path = folder.SaveCutOut("cut.png", 120);

        FloatImage whole = CutOut.Load(path), small = CutOut.Load(path, 56);

        Assert.Equal(4, whole.Channels);
        Assert.InRange(whole.Width, 110, 113);
        Assert.InRange(small.Width, 55, 58);
        Assert.Equal(whole.Width, CutOut.Load(path, 5000).Width);
    }

    [Theory]
    [InlineData("cut.png", true)]
    [InlineData("drawn.png", false)]
    [InlineData("icon.png", false)]
    [InlineData("photo.png", false)]
    [InlineData("none.png", false)]
    public void IsUsable_OnlyPhotosOfSingleThings(string name, bool expected)
    {
        using var folder = new CaseFolder();
        folder.SaveCutOut("cut.png", 120);
        folder.SaveCutOut("drawn.png", 120, isDrawing: true);
        folder.SaveCutOut("icon.png", 60);
        folder.SavePhoto("photo.png", 120, 120);

        Assert.Equal(expected, CutOut.IsUsable(folder[name]));
    }

    [Fact]
    public void Load_WithoutAlphaOrEmpty_IsRefused()
    {
        using var folder = new CaseFolder();
        string photo = folder.SavePhoto("photo.png", 20, 20);
        string empty = folder.Save("empty.png", new Image(new PixelSize(9, 9), Support.Pictures.Rgba8));
        string full = folder.Save("full.png", Support.Pictures.Flat(9, 9, 0.5, Support.Pictures.Rgba8));

        Assert.Contains("needs an alpha channel", Assert.Throws<InvalidRequestException>(() => CutOut.Load(photo)).Message, StringComparison.Ordinal);
        Assert.Contains("transparent everywhere", Assert.Throws<InvalidRequestException>(() => CutOut.Load(empty)).Message, StringComparison.Ordinal);
        Assert.Contains("no transparent pixel", Assert.Throws<InvalidRequestException>(() => CutOut.Load(full)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<float> BorderOf(float[] shade, PixelRect reach) => shade.Where((_, i) =>
        i % reach.Width == 0 || i % reach.Width == reach.Width - 1 || i < reach.Width || i >= shade.Length - reach.Width);
}
