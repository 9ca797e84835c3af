using Infill.Cli.Commands;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class VersionTests
{
    [Fact]
    public void Version_OfTheProgram_IsOneLineOfData()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("--version");

        Assert.Equal(0, run.Code);
        Assert.Empty(run.Error);
        Assert.Matches(@"^infill \d+\.\d+\.\d+\S*( \([0-9a-f]{12}\))?\r?\n$", run.Out);
    }

    [Theory]
    [InlineData("1.2.3+0123456789abcdef0123456789abcdef01234567", "infill 1.2.3 (0123456789ab)")]
    [InlineData("1.2.3-rc.1+0123456789abcdef", "infill 1.2.3-rc.1 (0123456789ab)")]
    [InlineData("1.2.3+0123", "infill 1.2.3 (0123)")]
    [InlineData("1.2.3+", "infill 1.2.3")]
    [InlineData("1.2.3", "infill 1.2.3")]
    public void Describe_AnyInformationalVersion_ShowsTheCommitIfThereIsOne(string informational, string expected) =>
        Assert.Equal(expected, VersionAction.Describe(informational));
}
