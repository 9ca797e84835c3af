using System.Runtime.CompilerServices;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>The help is reviewed as text: a change shows in Help/*.txt. INFILL_APPROVE=1 writes the files anew.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("infill")]
    [InlineData("remove")]
    [InlineData("fill")]
    [InlineData("extend")]
    [InlineData("replace")]
    [InlineData("add")]
    [InlineData("refine")]
    [InlineData("unshadow")]
    [InlineData("session")]
    [InlineData("session new")]
    [InlineData("session apply")]
    [InlineData("session undo")]
    [InlineData("session redo")]
    [InlineData("session list")]
    [InlineData("session export")]
    [InlineData("batch")]
    [InlineData("mask")]
    [InlineData("check")]
    [InlineData("engines")]
    [InlineData("mcp")]
    [InlineData("serve")]
    [InlineData("serve keys")]
    [InlineData("serve keys add")]
    [InlineData("serve keys list")]
    [InlineData("serve keys remove")]
    [InlineData("models")]
    [InlineData("models pull")]
    [InlineData("models list")]
    [InlineData("models show")]
    [InlineData("models verify")]
    [InlineData("models lint")]
    [InlineData("models remove")]
    [InlineData("models import")]
    [InlineData("models export")]
    [InlineData("replay")]
    [InlineData("schema")]
    [InlineData("doctor")]
    [InlineData("completion")]
    [InlineData("man")]
    [InlineData("config")]
    [InlineData("config list")]
    [InlineData("config path")]
    [InlineData("eval")]
    [InlineData("eval compare")]
    [InlineData("eval masks")]
    public void Help_EveryCommand_IsTheApprovedText(string command)
    {
        using var folder = new CliFolder();

        CliRun run = command == "infill" ? folder.Run("--help") : folder.Run([.. command.Split(' '), "--help"]);

        Assert.Equal(0, run.Code);
        Assert.Empty(run.Error);
        Assert.Equal(Approved(command.Replace(' ', '-'), run.Out), run.Out, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Help_NoArguments_IsTheRootHelp()
    {
        using var folder = new CliFolder();

        Assert.Equal(folder.Run("--help"), folder.Run());
    }

    [Fact]
    public void Help_BesideWrongOptions_StillHelps()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "--seed", "x", "--help");

        Assert.Equal(0, run.Code);
        Assert.Contains("--seed <N>", run.Out, StringComparison.Ordinal);
    }

    private static string Approved(string command, string received, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "Help", command + ".txt");
        if (Environment.GetEnvironmentVariable("INFILL_APPROVE") == "1")
        {
            File.WriteAllText(path, received);
        }

        return File.Exists(path) ? File.ReadAllText(path) : $"{path} is missing; run with INFILL_APPROVE=1 and review it.";
    }
}
