using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>From options for masks and places to the mask expression that says the same.</summary>
public sealed class ProposalOptionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("m.png", "--mask", "m.png")]
    [InlineData("click:1,2", "--click", "1,2")]
    [InlineData("click:1,2 -3,4", "--click", "1,2", "--click", "-3,4")]
    [InlineData("click:10%,20.5%@3", "--click", "10%,20.5%", "--candidate", "3")]
    [InlineData("box:1,2,3,4", "--box", "1,2,3,4")]
    [InlineData("box:1,2,3,4:5,6 -7,8@2", "--click", "5,6", "--box", "1,2,3,4", "--click", "-7,8", "--candidate", "2")]
    [InlineData("subject:", "--subject")]
    [InlineData("text:", "--text", "--yes")]
    public void Read_Options_AreAMaskExpression(string? expected, params string[] words)
    {
        var syntax = JobSyntax.Remove();

        JobArguments job = syntax.Read(syntax.Parse([.. words, "photo.png"]));

        Assert.Equal(expected, job.Source.Mask);
        Assert.Equal(words.Contains("--yes"), job.Source.IsAgreed);
    }

    [Theory]
    [InlineData("--click", "1")]
    [InlineData("--click", "1,2@3")]
    [InlineData("--click", "1,2 3,4")]
    [InlineData("--click", "a,b")]
    [InlineData("--click", "NaN,1")]
    [InlineData("--box", "1,2,3,4,5")]
    [InlineData("--box", "1,2,3,4:5,6")]
    [InlineData("--box", "1,2,-3,4")]
    [InlineData("--candidate", "0")]
    [InlineData("--candidate", "10")]
    public void Parse_WrongValues_AreErrors(string option, string value) => Assert.NotEmpty(JobSyntax.Fill().Parse(["photo.png", $"{option}={value}"]).Errors);

    [Theory]
    [InlineData("--mask", "a.png", "--subject")]
    [InlineData("--subject", "--text")]
    [InlineData("--click", "1,1", "--text")]
    [InlineData("--box", "1,1,2,2", "--mask", "a.png")]
    public void Parse_TwoWaysToAMask_AreAnError(params string[] words) =>
        Assert.Contains("ways to the mask", Assert.Single(JobSyntax.Replace().Parse(["photo.png", .. words]).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("rect:1,2,3,4", "--box", "1,2,3,4")]
    [InlineData("ellipse:5,6,10,10", "--at", "5,6", "--size", "20")]
    [InlineData("ellipse:5%,6%,10,7.5", "--at", "5%,6%", "--size", "20x15")]
    [InlineData("ellipse:5,6,2.5%,4", "--at", "5,6", "--size", "5%x8")]
    [InlineData("m.png", "--mask", "m.png")]
    [InlineData(null)]
    public void Add_Places_AreMaskExpressions(string? expected, params string[] words)
    {
        var syntax = JobSyntax.Add();

        JobArguments job = syntax.Read(syntax.Parse([.. words, "photo.png", "--prompt", "a cat"]));

        Assert.Equal("add", job.Workflow);
        Assert.Equal(expected, job.Source.Mask);
        Assert.Equal("a cat", job.Fill.Prompt);
    }

    [Theory]
    [InlineData("click:1,1", false, true)]
    [InlineData("rect:1,1,2,2 + subject:", false, true)]
    [InlineData("subject:", true, false)]
    [InlineData("rect:1,1,2,2", false, false)]
    [InlineData("alpha", false, false)]
    [InlineData("nonsense:", false, false)]
    [InlineData(null, false, false)]
    public void Agreement_OnlyMasksOfNetworks_NeedIt(string? mask, bool isAgreed, bool isMissing) =>
        Assert.Equal(isMissing, MaskAgreement.IsMissing(new SourceArguments { Image = "photo.png", Mask = mask, IsAgreed = isAgreed }));

    [Fact]
    public void Candidates_NumberedFiles_KeepFolderAndExtension()
    {
        MaskJob job = new() { Source = new SourceArguments { Image = "a.png" }, Output = Path.Combine("x.y", "m.tif"), Preview = "p" };

        MaskJob second = MaskCandidates.Numbered(job, 2);

        Assert.Equal(Path.Combine("x.y", "m-2.tif"), second.Output);
        Assert.Equal("p-2", second.Preview);
    }

    [Fact]
    public void Add_OptionsOfProposals_AreNoneOfIt()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("add", "photo.png", "--click", "5,5", "--prompt", "a cat", "--output", "o.png");

        Assert.Equal(2, run.Code);
        Assert.Contains("--click", run.FirstError, StringComparison.Ordinal);
    }
}
