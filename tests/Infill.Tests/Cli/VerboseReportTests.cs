using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Workflows;

namespace Infill.Tests.Cli;

public sealed class VerboseReportTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 20)]
    [InlineData(2021, 20)]
    public void Describe_ManyRegions_TellsTheFirstAndCountsTheRest(int regions, int told)
    {
        Trace trace = Run();

        string[] lines = [.. VerboseReport.Describe(trace with { Regions = [.. Enumerable.Repeat(trace.Regions[0], regions)] })];

        Assert.Equal(told, lines.Count(line => line.StartsWith("Region ", StringComparison.Ordinal)));
        Assert.Equal(regions > told, lines.Contains($"… and {Numbers.Count(regions - told)} more regions (--trace writes all of them)"));
    }

    [Fact]
    public void Describe_Region_TellsEveryTrialColoursGrainAndWarnings()
    {
        Trace trace = Run();
        TraceRegion region = trace.Regions[0] with { Warnings = ["Look at it."], Pass = 2 };

        string[] lines = [.. VerboseReport.Describe(trace with { Regions = [region] })];

        Assert.Equal(region.Trials.Count, lines.Count(line => line.StartsWith("  blend ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.Contains("(kept)", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"; {region.Color!.Reason}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"; {region.Grain!.Reason}", StringComparison.Ordinal));
        Assert.Contains("  warning: Look at it.", lines);
        Assert.Contains(lines, line => line.Contains(", pass 3;", StringComparison.Ordinal));
    }

    private static Trace Run()
    {
        using var folder = new CliFolder();
        Image photo = folder.Load("photo.png");
        var mask = new Mask(photo.Size, new PixelRect(20, 15, 8, 6));
        mask.Values.AsSpan().Fill(1f);
        return new Inpainter(BuiltInEngines.CreateCatalog()).Run(RemoveObject.ToRequest(photo, mask, "patch", new InpaintOptions())).Trace;
    }
}
