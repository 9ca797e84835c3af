using System.Text.Json;

namespace Infill.Tests.Bench;

/// <summary>What the bench's figures rest on: the two sets share no photo, and the reported one is large enough.</summary>
public sealed class CaseListTests
{
    private static readonly JsonElement[] Cases = Load();

    [Fact]
    public void Sets_TuneAndReport_ShareNoPhoto()
    {
        HashSet<string> tuned = PhotosOf("tune");

        Assert.NotEmpty(tuned);
        Assert.DoesNotContain(PhotosOf("report"), tuned.Contains);
    }

    [Fact]
    public void Report_Holes_AreEnoughForTheClaims()
    {
        JsonElement[] report = [.. Cases.Where(c => c.GetProperty("set").GetString() == "report")];

        Assert.True(report.Length >= 24, $"{report.Length} holes");
        Assert.True(PhotosOf("report").Count >= 20, $"{PhotosOf("report").Count} photos");
        Assert.True(report.Count(c => c.GetProperty("unique").GetBoolean()) >= 8);
    }

    [Fact]
    public void Cases_All_HaveTheirOwnNameAndOutline()
    {
        Assert.Equal(Cases.Length, Cases.Select(c => c.GetProperty("name").GetString()).Distinct().Count());
        Assert.Equal(Cases.Length, Cases.Select(c => c.GetProperty("seed").GetInt32()).Distinct().Count());
        Assert.All(Cases, c => Assert.InRange(c.GetProperty("radius").GetInt32(), 25, 100));
    }

    private static HashSet<string> PhotosOf(string set) => [.. Cases.Where(c => c.GetProperty("set").GetString() == set)
        .Select(c => c.GetProperty("source").GetString() + "/" + c.GetProperty("photo").GetString())];

    private static JsonElement[] Load()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Infill.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Infill.slnx above the tests.");
        }

        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "bench", "cases.json")));
        return [.. file.RootElement.Clone().GetProperty("cases").EnumerateArray()];
    }
}
