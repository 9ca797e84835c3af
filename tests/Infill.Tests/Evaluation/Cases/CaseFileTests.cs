using Infill.Evaluation.Cases;

namespace Infill.Tests.Evaluation.Cases;

/// <summary>Lists of cases: read as written, refused with the reason, photos that are not there listed.</summary>
public sealed class CaseFileTests
{
    private const string Good = """
        {
          "sources": [{"name": "here", "root": "photos", "package": null}, {"name": "far", "root": "/nowhere", "package": "some-photos"}],
          "cases": [
            {"set": "tune", "name": "one", "source": "here", "photo": "a.png", "x": 50, "y": 40, "radius": 12, "seed": 3, "unique": true, "why": "waves"},
            {"set": "report", "name": "two", "source": "far", "photo": "b.png", "x": 50, "y": 40, "radius": 12, "seed": 3, "shape": "rect"}
          ],
          "draws": [{"set": "drawn", "holes": 2, "seed": 5, "minRadius": 8, "maxRadius": 12, "photos": ["here/a.png", "far/c.png"]}]
        }
        """;

    [Fact]
    public void ToCases_GoodFile_GivesEveryCase()
    {
        using var folder = new CaseFolder();
        folder.SavePhoto("photos/a.png", 120, 90);

        IReadOnlyList<EvalCase> cases = Load(folder, Good).ToCases(folder.Root);

        Assert.Equal(["one", "two", "a-1", "a-2", "c"], cases.Select(c => c.Name));
        Assert.Equal(["tune", "report", "drawn", "drawn", "drawn"], cases.Select(c => c.Set));
        Assert.Equal(new HoleSpec(HoleShape.Wavy, 50, 40, 12, 3), cases[0].Hole);
        Assert.Equal(HoleShape.Rect, cases[1].Hole!.Shape);
        Assert.Equal((true, "waves", 1280), (cases[0].Unique, cases[0].Why, cases[0].MaxSide));
        Assert.Equal(folder["photos/a.png"], cases[0].Photo);
        Assert.Null(cases[2].Problem);
        Assert.Contains("Debian's some-photos", cases[1].Problem, StringComparison.Ordinal);
        Assert.Contains("/nowhere/c.png is not there", cases[4].Problem!.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void ToCases_DrawnHoles_AreThoseOfThePlan()
    {
        using var folder = new CaseFolder();
        folder.SavePhoto("photos/a.png", 120, 90);
        CaseFile file = Load(folder, Good);

        IReadOnlyList<HoleSpec> expected = HolePlacer.Place(new(120, 90), file.Draws![0].ToPlan(), "a.png");

        Assert.Equal(expected, file.ToCases(folder.Root).Where(c => c.Set == "drawn" && c.Hole is not null).Select(c => c.Hole));
    }

    [Theory]
    [InlineData("\"name\": \"two\"", "\"name\": \"one\"", "2 cases 'one'")]
    [InlineData("\"source\": \"far\"", "\"source\": \"off\"", "source 'off'")]
    [InlineData("\"far/c.png\"", "\"off/c.png\"", "source 'off'")]
    [InlineData("\"far/c.png\"", "\"far/a.jpg\"", "2 photos to draw in are called 'a'")]
    [InlineData("\"radius\": 12", "\"radius\": 0", "radius 0")]
    [InlineData("\"seed\": 3", "\"seed\": 70000", "seed 70000")]
    [InlineData("\"holes\": 2", "\"holes\": 0", "0 holes")]
    [InlineData("\"maxRadius\": 12", "\"maxRadius\": 7", "radius 8–7")]
    [InlineData("\"unique\"", "\"uniqe\"", "no case file: line 4")]
    [InlineData("\"shape\": \"rect\"", "\"shape\": \"star\"", "no case file: line 5")]
    [InlineData("\"sources\"", "\"maxSide\": -1, \"sources\"", "maxSide is -1")]
    public void Load_BadFile_SaysWhatIsWrong(string good, string bad, string says)
    {
        using var folder = new CaseFolder();

        string message = Assert.Throws<InvalidDataException>(() => Load(folder, Good.Replace(good, bad, StringComparison.Ordinal))).Message;

        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.StartsWith(folder["cases.json"], message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoCases_IsRefused()
    {
        using var folder = new CaseFolder();

        Assert.Contains("neither cases nor draws", Assert.Throws<InvalidDataException>(() => Load(folder, """{"sources": []}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Punch_PhotoTooSmall_IsACaseThatSaysSo()
    {
        using var folder = new CaseFolder();
        var photo = new EvalCase { Name = "a", Photo = folder.SavePhoto("a.png", 100, 90) };

        EvalCase only = Assert.Single(PunchedPhoto.Punch(photo, new HolePlan()));

        Assert.Equal("a", only.Name);
        Assert.Contains("too small for a hole of radius 25", only.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Punch_Unreadable_IsACaseThatSaysSo()
    {
        using var folder = new CaseFolder();
        File.WriteAllText(folder["a.png"], "text");

        EvalCase only = Assert.Single(PunchedPhoto.Punch(new EvalCase { Name = "a", Photo = folder["a.png"] }, new HolePlan()));

        Assert.Contains("not a picture", only.Problem, StringComparison.Ordinal);
    }

    private static CaseFile Load(CaseFolder folder, string json)
    {
        File.WriteAllText(folder["cases.json"], json);
        return CaseFile.Load(folder["cases.json"]);
    }
}
