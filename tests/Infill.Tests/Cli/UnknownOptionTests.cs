using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>A misspelt option among files is refused before anything runs; it is no file.</summary>
public sealed class UnknownOptionTests
{
    [Theory]
    [InlineData("did you mean --output?", "remove", "photo.png", "--mask", "mask.png", "--ouput", "out.png")]
    [InlineData("did you mean --overwrite?", "remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--overwrit")]
    [InlineData("did you mean --seed?", "fill", "photo.png", "--mask", "mask.png", "--output", "out.png", "--sede=4")]
    [InlineData("--help lists the options", "check", "photo.png", "--zzzzzz")]
    [InlineData("did you mean --masks?", "batch", "photo.png", "--maskss", "masks", "--output-dir", "out")]
    [InlineData("did you mean --holes?", "eval", "photo.png", "--hole", "2", "--output", "out")]
    [InlineData("did you mean --preview?", "mask", "photo.png", "--mask", "mask.png", "--previw", "x.png")]
    public void Option_Misspelt_Is2AndNamesTheNearest(string remedy, params string[] args)
    {
        using var folder = new CliFolder();
        string[] before = folder.Names();

        CliRun run = folder.Run(args);

        Assert.Equal(2, run.Code);
        Assert.Contains("There is no option", run.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Names());
    }

    [Fact]
    public void File_NamedLikeAnOption_IsReachedByItsFolder()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("--wat.png", 48, 40);

        CliRun run = folder.Run("fill", "./--wat.png", "--mask", "mask.png", "--engine", "smooth", "--output", "out.png");

        Assert.Equal(0, run.Code);
    }
}
