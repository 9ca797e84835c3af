using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Cases;

/// <summary>The pictures of a case: what is not filled is the truth, and what does not fit is said.</summary>
public sealed class CaseMakerTests
{
    private static readonly HoleSpec Hole = new(HoleShape.Wavy, 60, 40, 15, 4);

    [Fact]
    public void Make_Hole_IsMagentaInsideAndTheTruthOutside()
    {
        using var folder = new CaseFolder();
        var one = new EvalCase { Name = "a", Photo = folder.SavePhoto("a.png", 120, 90), Hole = Hole };

        CasePictures made = CaseMaker.Make(one);

        Assert.True(KeepCheck.Compare(made.Truth!, made.Input, made.Mask).Holds);
        Assert.Equal(HoleOutline.Draw(made.Input.Size, Hole).CountFilled(), made.Mask.CountFilled());
        Assert.Equal((255, 0, 255), (made.Input[60, 40, 0], made.Input[60, 40, 1], made.Input[60, 40, 2]));
        Assert.Equal(ImageFile.Load(one.Photo).ComputeHash(), made.Truth!.ComputeHash());
    }

    [Fact]
    public void Make_SameCaseTwice_HasTheSameHash()
    {
        using var folder = new CaseFolder();
        var one = new EvalCase { Name = "a", Photo = folder.SavePhoto("a.png", 120, 90), Hole = Hole };

        Assert.Equal(CaseMaker.Make(one).Hash, CaseMaker.Make(one with { Name = "b", Why = "why" }).Hash);
        Assert.NotEqual(CaseMaker.Make(one).Hash, CaseMaker.Make(one with { Hole = Hole with { X = 61 } }).Hash);
    }

    [Fact]
    public void Make_MaxSide_ScalesBeforeTheHoleIsPunched()
    {
        using var folder = new CaseFolder();
        var one = new EvalCase { Name = "a", Photo = folder.SavePhoto("a.png", 240, 180), Hole = Hole, MaxSide = 120 };

        CasePictures made = CaseMaker.Make(one);

        Assert.Equal(new PixelSize(120, 90), made.Input.Size);
        Assert.Equal(HoleOutline.Draw(made.Input.Size, Hole).CountFilled(), made.Mask.CountFilled());
    }

    [Fact]
    public void Make_MaskAndTruthFiles_AreTakenAsTheyAre()
    {
        using var folder = new CaseFolder();
        var one = new EvalCase
        {
            Name = "a",
            Photo = folder.SavePhoto("a.png", 120, 90),
            Mask = folder.SaveMask("m.png", new PixelSize(120, 90), new PixelRect(10, 20, 30, 25)),
            Truth = folder.SavePhoto("t.png", 120, 90),
        };

        CasePictures made = CaseMaker.Make(one);

        Assert.Equal(new PixelRect(10, 20, 30, 25), made.Mask.FindBounds());
        Assert.NotNull(made.Truth);
        Assert.Null(CaseMaker.Make(one with { Truth = null }).Truth);
    }

    [Fact]
    public void Make_ScaledMask_CoversWhatItCoveredInPart()
    {
        using var folder = new CaseFolder();
        var one = new EvalCase
        {
            Name = "a",
            Photo = folder.SavePhoto("a.png", 120, 90),
            Mask = folder.SaveMask("m.png", new PixelSize(120, 90), new PixelRect(11, 21, 30, 24)),
            MaxSide = 60,
        };

        Mask mask = CaseMaker.Make(one).Mask;

        Assert.Equal(PixelRect.FromEdges(5, 10, 21, 23), mask.FindBounds());
        Assert.All(mask.Values, v => Assert.True(v is 0f or 1f));
    }

    [Fact]
    public void Make_SizesThatDiffer_AreRefusedWithAllSizes()
    {
        using var folder = new CaseFolder();
        var one = new EvalCase
        {
            Name = "a",
            Photo = folder.SavePhoto("a.png", 120, 90),
            Mask = folder.SaveMask("m.png", new PixelSize(60, 45), new PixelRect(1, 2, 3, 4)),
        };

        string message = Assert.Throws<InvalidRequestException>(() => CaseMaker.Make(one)).Message;

        Assert.Contains("picture is 120×90, mask is 60×45", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_NothingToFill_IsRefused()
    {
        using var folder = new CaseFolder();
        var one = new EvalCase { Name = "a", Photo = folder.SavePhoto("a.png", 120, 90) };
        string empty = folder.SaveMask("m.png", new PixelSize(120, 90), default);

        Assert.Contains("neither a mask", Assert.Throws<InvalidRequestException>(() => CaseMaker.Make(one)).Message, StringComparison.Ordinal);
        Assert.Contains("nothing to fill", Assert.Throws<InvalidRequestException>(() => CaseMaker.Make(one with { Mask = empty })).Message, StringComparison.Ordinal);
        Assert.Contains("no luck", Assert.Throws<InvalidRequestException>(() => CaseMaker.Make(one with { Problem = "no luck" })).Message, StringComparison.Ordinal);
        Assert.Throws<ImageFileException>(() => CaseMaker.Make(one with { Photo = folder["none.png"] }));
    }

    [Fact]
    public void ToRgb8_GreyWithAlpha_BecomesOpaqueColour()
    {
        var grey = new Image(new PixelSize(2, 1), new PixelFormat(ColorModel.Grey, HasAlpha: true, BitDepth: 8), [10, 255, 200, 128]);

        Image rgb = EvalPicture.ToRgb8(grey);

        Assert.Equal(new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8), rgb.Format);
        Assert.Equal([10, 10, 10, 200, 200, 200], rgb.Samples8.Select(s => (int)s));
    }

    [Fact]
    public void OfMask_SoftMask_IsWhiteWhereItFills()
    {
        var mask = new Mask(new PixelSize(3, 1), new PixelRect(1, 0, 2, 1));
        (mask[1, 0], mask[2, 0]) = (0.001f, 1f);

        Assert.Equal([0, 1, 255], EvalPicture.OfMask(mask).Samples8.Select(s => (int)s));
    }
}
