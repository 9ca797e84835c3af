using Infill.Evaluation.Cases;
using Infill.Tests.Style;

namespace Infill.Tests.Bench;

/// <summary>What figures rest on: tuned and reported cases share no photo, and the reported ones are many enough.</summary>
public sealed class CaseListTests
{
    private static readonly CaseFile Chosen = CaseFile.Load(Path.Combine(SourceTree.Root, "bench", "cases.json"));
    private static readonly CaseFile Drawn = CaseFile.Load(Path.Combine(SourceTree.Root, "bench", "report2.json"));

    [Fact]
    public void Sets_TuneAndReport_ShareNoPhoto()
    {
        HashSet<string> tuned = PhotosOf("tune");

        Assert.NotEmpty(tuned);
        Assert.DoesNotContain(PhotosOf("report"), tuned.Contains);
        Assert.DoesNotContain(Drawn.Draws!.SelectMany(d => d.Photos), tuned.Contains);
    }

    [Fact]
    public void Report_Holes_AreEnoughForTheClaims()
    {
        FileHole[] report = [.. Chosen.Cases!.Where(c => c.Set == "report")];

        Assert.True(report.Length >= 24, $"{report.Length} holes");
        Assert.True(PhotosOf("report").Count >= 20, $"{PhotosOf("report").Count} photos");
        Assert.True(report.Count(c => c.Unique) >= 8);
    }

    [Fact]
    public void Report2_Holes_AreAtLeastSixtyInTwentyPhotos()
    {
        FileDraw draw = Assert.Single(Drawn.Draws!);

        Assert.True(draw.Photos.Count >= 20 && draw.Photos.Count * draw.Holes >= 60, $"{draw.Photos.Count} photos");
        Assert.Equal((25, 65), (draw.MinRadius, draw.MaxRadius));
        Assert.Equal(draw.Photos.Count, draw.Photos.Distinct().Count());
    }

    [Fact]
    public void Report2_LeftOutPhotos_EachHaveAReasonAndNoHole()
    {
        Assert.All(Drawn.LeftOut!, l => Assert.False(string.IsNullOrWhiteSpace(l.Why), l.Photo));
        Assert.Empty(Drawn.LeftOut!.Select(l => l.Photo).Intersect(Drawn.Draws!.SelectMany(d => d.Photos)));
        Assert.Equal(Drawn.LeftOut!.Count, Drawn.LeftOut.Select(l => l.Photo).Distinct().Count());
    }

    [Fact]
    public void Cases_All_HaveTheirOwnNameAndOutline()
    {
        Assert.Equal(Chosen.Cases!.Count, Chosen.Cases.Select(c => c.Name).Distinct().Count());
        Assert.Equal(Chosen.Cases.Count, Chosen.Cases.Select(c => c.Seed).Distinct().Count());
        Assert.All(Chosen.Cases, c => Assert.InRange(c.Radius, 25, 100));
    }

    [Fact]
    public void Sources_OfTheRepository_AreThere() =>
        Assert.All(Chosen.ToCases(Path.Combine(SourceTree.Root, "bench")).Where(c => c.Photo.Contains("samples", StringComparison.Ordinal)), c => Assert.Null(c.Problem));

    private static HashSet<string> PhotosOf(string set) => [.. Chosen.Cases!.Where(c => c.Set == set).Select(c => $"{c.Source}/{c.Photo}")];
}
