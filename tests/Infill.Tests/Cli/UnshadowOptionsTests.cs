using System.CommandLine;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;

namespace Infill.Tests.Cli;

public sealed class UnshadowOptionsTests
{
    [Fact]
    public void Read_Mask_IsTheShadow()
    {
        JobArguments job = Read("photo.png", "--mask", "shadow.png", "--output", "out.png")!;

        Assert.Equal("unshadow", job.Workflow);
        Assert.Equal("shadow.png", job.Source.Mask);
        Assert.Equal(new UnshadowArguments(), job.Unshadow);
        Assert.Equal("out.png", job.Output.Path);
    }

    [Fact]
    public void Read_AutoWithObject_TakesBoth()
    {
        JobArguments job = Read("photo.png", "--auto", "--object", "rect:1,2,3,4", "--output", "out.png")!;

        Assert.Null(job.Source.Mask);
        Assert.Equal(new UnshadowArguments { Auto = true, Object = "rect:1,2,3,4" }, job.Unshadow);
    }

    [Theory]
    [InlineData("photo.png", "--output", "out.png")]
    [InlineData("photo.png", "--mask", "m.png", "--auto", "--output", "out.png")]
    [InlineData("photo.png", "--object", "o.png", "--output", "out.png")]
    [InlineData("photo.png", "--auto", "--object", "", "--output", "out.png")]
    public void Read_ContradictingOrForeignOptions_AreRefused(params string[] words) => Assert.Null(Read(words));

    [Fact]
    public void RequireJob_Unshadow_NeedsNoEngine()
    {
        JobArguments job = Read("photo.png", "--auto", "--output", "out.png")!;

        Assert.Null(Record.Exception(() => JobChecks.RequireJob(job, new Infill.Engines.EngineCatalog())));
    }

    private static JobArguments? Read(params string[] words)
    {
        JobSyntax syntax = JobSyntax.Unshadow();
        ParseResult parsed = syntax.Parse(words);
        return parsed.Errors.Count > 0 ? null : syntax.Read(parsed);
    }
}
