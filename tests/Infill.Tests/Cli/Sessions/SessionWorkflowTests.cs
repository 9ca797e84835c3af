using System.Text.Json;
using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Sessions;

/// <summary>Sessions whose steps are products, shadows and refinement plans: applied, undone, and made again elsewhere.</summary>
public sealed class SessionWorkflowTests : IDisposable
{
    private const int Factor = 2;

    private readonly CliFolder _folder = new();

    [Fact]
    public void Apply_SwappedBackground_IsWhatTheCommandMakesAndCanBeUndone()
    {
        SaveProduct();
        Done("swap-background", "egg.png", "--mask", "egg-mask.png", "--background", "gradient:white-navy", "--canvas", "square", "--output", "alone.png");
        Done("session", "new", "edit", "egg.png");

        Done("session", "apply", "edit", "--", "swap-background", "--mask", "egg-mask.png", "--background", "gradient:white-navy", "--canvas", "square");

        Assert.Equal(_folder.Load("alone.png").ComputeHash(), Export("swapped.png").ComputeHash());
        Done("session", "undo", "edit");
        Assert.Equal(_folder.Load("egg.png").ComputeHash(), Export("undone.png").ComputeHash());
        Done("session", "redo", "edit");
        Assert.Equal(_folder.Load("alone.png").ComputeHash(), Export("redone.png").ComputeHash());
        Assert.Contains("swap-background", Done("session", "list", "edit").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_SwapOnALargerVersion_NeedsNoFileOutsideTheSession()
    {
        SaveProduct();
        SaveLarger("egg.png", "large.png");
        _folder.SavePhoto("behind.png", 400, 300);
        Done("session", "new", "edit", "egg.png");
        Done("session", "apply", "edit", "--", "swap-background", "--mask", "egg-mask.png", "--background", "behind.png", "--canvas", "220x180");
        File.Delete(_folder["behind.png"]);
        File.Delete(_folder["egg-mask.png"]);

        Done("session", "export", "edit", "--on", "large.png", "--output", "swapped.png");

        Image small = Export("small.png"), large = _folder.Load("swapped.png"), photo = _folder.Load("large.png");
        Assert.Equal((new PixelSize(220, 180), new PixelSize(440, 360)), (small.Size, large.Size));
        Image reduced = AreaResample.Reduce(large, small.Size);
        Assert.InRange(MeanDifference(small, reduced), 0, 6);
        Assert.Contains(photo[192, 156, 0], Enumerable.Range(0, 9).Select(i => large[219 + (i % 3), 179 + (i / 3), 0]));
    }

    [Theory]
    [InlineData("--mask", "shadow.png", "--object", "object.png")]
    [InlineData("--auto", "--object", "object.png")]
    public void Apply_Unshadow_IsWhatTheCommandMakesAndIsMadeAgainLarger(params string[] how)
    {
        SaveShadow();
        SaveLarger("scene.png", "large.png");
        Done(["unshadow", "scene.png", .. how, "--output", "alone.png"]);
        Done("session", "new", "edit", "scene.png");

        Done(["session", "apply", "edit", "--", "unshadow", .. how]);
        Done("session", "export", "edit", "--on", "large.png", "--output", "lit.png");

        Assert.Equal(_folder.Load("alone.png").ComputeHash(), Export("lit-small.png").ComputeHash());
        (int x, int y) = ShadowPictures.Deepest();
        Image dark = _folder.Load("large.png"), lit = _folder.Load("lit.png");
        Assert.True(lit[Factor * x, Factor * y, 1] > dark[Factor * x, Factor * y, 1] + 20, $"{dark[Factor * x, Factor * y, 1]} to {lit[Factor * x, Factor * y, 1]}");
        Assert.Equal(dark[9, 9, 0], lit[9, 9, 0]);
    }

    [Fact]
    public void Apply_RefinementPlan_IsKeptInTheStepWithoutItsFile()
    {
        File.WriteAllText(_folder["plan.json"], """{"runAll":true,"passes":[{"name":"once-more","place":{"region":"box","box":{"x":18,"y":12,"width":14,"height":12}},"fill":{"engine":"smooth"}}]}""");
        SaveLarger("photo.png", "large.png");
        Done("session", "new", "edit", "photo.png");

        CliRun run = _folder.Run("session", "apply", "edit", "--", "fill", "--mask", "mask.png", "--engine", "smooth", "--plan", "plan.json");
        File.Delete(_folder["plan.json"]);
        CliRun export = _folder.Run("session", "export", "edit", "--on", "large.png", "--output", "large-out.png");

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains(Contents(), text => text.Contains("once-more", StringComparison.Ordinal));
        Assert.True(export.Code == 0, export.Error);
        Assert.Equal(_folder.Load("large.png").Size, _folder.Load("large-out.png").Size);
    }

    [Fact]
    public void Export_MaskOfAnotherPolarity_MarksTheSamePixelsAgain()
    {
        var kept = new Mask(new PixelSize(48, 40));
        kept.Values.AsSpan().Fill(1f);
        for (int i = 0; i < 48; i++)
        {
            kept[20 + (i % 8), 15 + (i / 8)] = 0f;
        }

        ImageFile.Save(MaskImage.ToImage16(kept), _folder["turned.png"]);
        Done("session", "new", "edit", "photo.png");
        Done("session", "apply", "edit", "--", "fill", "--mask", "turned.png", "--mask-polarity", "black", "--engine", "smooth");

        Done("session", "export", "edit", "--on", "photo.png", "--output", "again.png");

        Assert.Equal(Export("once.png").ComputeHash(), _folder.Load("again.png").ComputeHash());
    }

    [Fact]
    public void Session_BackgroundChangedByHand_IsRefusedAndStaysAsItWas()
    {
        SaveProduct();
        _folder.SavePhoto("behind.png", 200, 160);
        Done("session", "new", "edit", "egg.png");
        Done("session", "apply", "edit", "--", "swap-background", "--mask", "egg-mask.png", "--background", "behind.png");
        using JsonDocument log = JsonDocument.Parse(File.ReadAllText(_folder["edit/session.json"]));
        string hash = log.RootElement.GetProperty("steps")[0].GetProperty("extra").GetString()!;
        Assert.Equal(Sha256.Hash(File.ReadAllBytes(_folder["behind.png"])), hash);
        File.AppendAllText(_folder[$"edit/contents/{hash}"], "x");
        string before = File.ReadAllText(_folder["edit/session.json"]);

        CliRun run = _folder.Run("session", "undo", "edit");

        Assert.Equal((1, before), (run.Code, File.ReadAllText(_folder["edit/session.json"])));
        Assert.Contains($"contents/{hash} has the SHA-256", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "needs to know what the product is", "swap-background", "--background", "white")]
    [InlineData(1, "There is no file 'nowhere.jpg' for the background", "swap-background", "--mask", "egg-mask.png", "--background", "nowhere.jpg")]
    [InlineData(2, "covers the whole 200×160 picture", "swap-background", "--mask", "rect:0,0,200,160")]
    [InlineData(2, "--auto (look for it)", "unshadow")]
    [InlineData(2, "The mask is empty", "unshadow", "--mask", "rect:0,0,9,9 - rect:0,0,9,9")]
    [InlineData(2, "There is no file 'gone.json' (--plan)", "remove", "--mask", "egg-mask.png", "--plan", "gone.json")]
    public void Apply_BadInput_SaysWhyAndLeavesTheSession(int code, string reason, params string[] words)
    {
        SaveProduct();
        Done("session", "new", "edit", "egg.png");
        string before = File.ReadAllText(_folder["edit/session.json"]);

        CliRun run = _folder.Run(["session", "apply", "edit", "--", .. words]);

        Assert.Equal(code, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_folder["edit/session.json"]));
        Assert.Single(Directory.GetFiles(_folder["edit/contents"]));
    }

    public void Dispose() => _folder.Dispose();

    private void SaveProduct()
    {
        ImageFile.Save(ProductPictures.Draw(ProductPictures.Alpha()), _folder["egg.png"]);
        ImageFile.Save(MaskImage.ToImage16(ProductPictures.Outline()), _folder["egg-mask.png"]);
    }

    private void SaveShadow()
    {
        ImageFile.Save(ShadowPictures.Draw((0.45f, 0.45f, 0.45f)), _folder["scene.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Object), _folder["object.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Shadow), _folder["shadow.png"]);
    }

    private void SaveLarger(string name, string larger)
    {
        Image photo = _folder.Load(name);
        FloatImage enlarged = Lanczos.Resize(ColorProfile.ToSrgb(photo, photo.Size.Bounds), new PixelSize(photo.Width * Factor, photo.Height * Factor));
        ImageFile.Save(ColorProfile.FromSrgb(enlarged, photo.Format, photo.Metadata), _folder[larger]);
    }

    private string[] Contents() => [.. Directory.GetFiles(_folder["edit/contents"]).Select(File.ReadAllText)];

    private static double MeanDifference(Image first, Image second) => first.Samples8.Zip(second.Samples8, (a, b) => Math.Abs(a - b)).Average();

    private Image Export(string name)
    {
        Done("session", "export", "edit", "--output", name);
        return _folder.Load(name);
    }

    private CliRun Done(params string[] args)
    {
        CliRun run = _folder.Run(args);
        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        return run;
    }
}
