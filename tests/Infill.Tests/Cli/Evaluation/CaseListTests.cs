using Infill.Cli;
using Infill.Cli.Evaluation;
using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Tests.Evaluation.Cases;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>From pictures, masks, holes, objects and lists to cases.</summary>
public sealed class CaseListTests : IDisposable
{
    private static readonly PixelSize Size = new(200, 170);

    private readonly CaseFolder _folder = new();

    [Fact]
    public void Make_MasksBesidePictures_ArePaired()
    {
        _folder.SavePhoto("in/b.png", 200, 170);
        _folder.SavePhoto("in/a.png", 200, 170);
        _folder.SavePhoto("in/c.png", 200, 170);
        _folder.SaveMask("in/a-mask.png", Size, new PixelRect(5, 5, 20, 20));
        _folder.SaveMask("in/b_mask.tif", Size, new PixelRect(5, 5, 20, 20));

        IReadOnlyList<EvalCase> cases = Make(new CaseArguments { Photos = [_folder["in"]] });

        Assert.Equal(["a", "b", "c"], cases.Select(c => c.Name));
        Assert.Equal([_folder["in/a-mask.png"], _folder["in/b_mask.tif"], null], cases.Select(c => c.Mask));
        Assert.Equal([0, 0, 0], cases.Select(c => c.MaxSide));
        Assert.Contains("no mask c-mask.png", cases[2].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_MaskAndTruthFolders_ArePairedByName()
    {
        _folder.SavePhoto("in/a.png", 200, 170);
        _folder.SavePhoto("in/b.png", 200, 170);
        _folder.SaveMask("masks/a.png", Size, new PixelRect(5, 5, 20, 20));
        _folder.SaveMask("masks/b.png", Size, new PixelRect(5, 5, 20, 20));
        _folder.SavePhoto("truth/a.webp", 200, 170);

        IReadOnlyList<EvalCase> cases = Make(new CaseArguments { Photos = [_folder["in"]], Masks = _folder["masks"], Truth = _folder["truth"] });

        Assert.Equal([_folder["masks/a.png"], _folder["masks/b.png"]], cases.Select(c => c.Mask));
        Assert.Equal(_folder["truth/a.webp"], cases[0].Truth);
        Assert.Contains("no true picture b", cases[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_Holes_GivesCasesPerPicture()
    {
        _folder.SavePhoto("in/a.png", 400, 340);
        _folder.SavePhoto("in/a-mask.png", 400, 340);

        IReadOnlyList<EvalCase> cases = Make(new CaseArguments { Photos = [_folder["in"]], Holes = new HolePlan { Count = 2, MinRadius = 8, MaxRadius = 12 }, MaxSide = 200 });

        // With --holes a name that ends in -mask is a picture like any other.
        Assert.Equal(["a-1", "a-2", "a-mask-1", "a-mask-2"], cases.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.All(cases, c => Assert.Equal(200, c.MaxSide));
        Assert.All(cases, c => Assert.True(new PixelSize(200, 170).Bounds.Contains(c.Hole!.X, c.Hole.Y)));
    }

    [Fact]
    public void Make_SameNameInTwoFolders_StaysTwoCases()
    {
        var plan = new HolePlan { MinRadius = 8, MaxRadius = 12 };

        IReadOnlyList<EvalCase> cases = Make(new CaseArguments { Photos = [_folder.SavePhoto("x/a.png", 200, 170), _folder.SavePhoto("y/a.png", 200, 170)], Holes = plan });

        Assert.Equal(["a-1", "a~2-1"], cases.Select(c => c.Name));
    }

    [Fact]
    public void Make_NameLikeAHoleOfAnother_StaysUnique()
    {
        _folder.SavePhoto("in/a.png", 200, 170);
        _folder.SavePhoto("in/a-1.png", 20, 20);

        IReadOnlyList<EvalCase> cases = Make(new CaseArguments { Photos = [_folder["in"]], Holes = new HolePlan { Count = 2, MinRadius = 8, MaxRadius = 12 } });

        Assert.Equal(["a-1", "a~2-1", "a~2-2"], cases.Select(c => c.Name));
        Assert.Contains("too small", cases[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_Objects_PlacesCutOuts()
    {
        _folder.SavePhoto("in/a.png", 400, 340);
        _folder.SaveCutOut("cuts/deep/disc.png", 120);

        EvalCase one = Assert.Single(Make(new CaseArguments { Photos = [_folder["in"]], Objects = [_folder["cuts"]], Holes = new HolePlan { MinRadius = 20, MaxRadius = 30 } }));

        Assert.Equal(_folder["cuts/deep/disc.png"], one.Placed!.CutOut);
        Assert.Equal("disc", one.Why);
    }

    [Fact]
    public void Make_ListAndSet_GivesOnlyThatPart()
    {
        _folder.SavePhoto("a.png", 200, 170);
        File.WriteAllText(_folder["cases.json"], """
            {"maxSide": 150, "sources": [{"name": "here", "root": ".", "package": null}], "cases": [
              {"set": "tune", "name": "one", "source": "here", "photo": "a.png", "x": 50, "y": 40, "radius": 12, "seed": 3},
              {"set": "report", "name": "two", "source": "here", "photo": "a.png", "x": 90, "y": 40, "radius": 12, "seed": 3}]}
            """);
        var list = new CaseArguments { File = _folder["cases.json"] };

        Assert.Equal(["one", "two"], Make(list).Select(c => c.Name));
        Assert.Equal(["two"], Make(list with { Set = "report" }).Select(c => c.Name));
        Assert.Equal(["one"], Make(list with { Only = ["one"] }).Select(c => c.Name));
        Assert.Equal([150, 100], new[] { Make(list)[0].MaxSide, Make(list with { MaxSide = 100 })[0].MaxSide });
        Refused(ExitCode.WrongUse, "no set 'wat'; it has tune, report", list with { Set = "wat" });
        Refused(ExitCode.WrongUse, "no case 'three' among the 2", list with { Only = ["three"] });
        Refused(ExitCode.WrongUse, "leave out pictures", list with { Photos = ["a.png"] });
        Refused(ExitCode.WrongUse, "leave out pictures", list with { Holes = new HolePlan() });
    }

    [Fact]
    public void Make_NothingToRun_SaysWhy()
    {
        Directory.CreateDirectory(_folder["empty"]);
        _folder.SavePhoto("masks/a-mask.png", 20, 20);
        File.WriteAllText(_folder["bad.json"], "{}");

        Refused(ExitCode.WrongUse, "eval needs cases", new CaseArguments());
        Refused(ExitCode.Failed, "holds no picture", new CaseArguments { Photos = [_folder["empty"]] });
        Refused(ExitCode.Failed, "have names of masks", new CaseArguments { Photos = [_folder["masks"]] });
        Refused(ExitCode.Failed, "no folder", new CaseArguments { Photos = [_folder["masks/a-mask.png"], _folder.SavePhoto("b.png", 20, 20)], Masks = _folder["none"] });
        Refused(ExitCode.WrongUse, "bad.json", new CaseArguments { File = _folder["bad.json"] });
        Refused(ExitCode.Failed, "no case file", new CaseArguments { File = _folder["none.json"] });
    }

    [Fact]
    public void Make_OutputFolderAmongThePictures_IsLeftOut()
    {
        _folder.SavePhoto("in/a.png", 200, 170);
        _folder.SavePhoto("in/report/b.png", 200, 170);

        IReadOnlyList<EvalCase> cases = Make(new CaseArguments { Photos = [_folder["in"]], Holes = new HolePlan { MinRadius = 8, MaxRadius = 9 } });

        Assert.Equal(["a-1"], cases.Select(c => c.Name));
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<EvalCase> Make(CaseArguments arguments) => CaseList.Make(arguments, _folder["in/report"]);

    private void Refused(object code, string says, CaseArguments arguments)
    {
        CliException refused = Assert.Throws<CliException>(() => Make(arguments));

        Assert.Equal(code, refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }
}
