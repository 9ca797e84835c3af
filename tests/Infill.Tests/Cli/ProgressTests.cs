using System.Diagnostics;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>A bar for people at a terminal, nothing for pipes. A terminal comes from script(1).</summary>
public sealed class ProgressTests
{
    private const string Terminal = "/usr/bin/script";

    [Theory]
    [InlineData("", "", true, true)]
    [InlineData("--no-color", "", true, false)]
    [InlineData("--progress bar", "", true, true)]
    [InlineData("--progress none", "", false, false)]
    [InlineData("--progress json", "", false, false)]
    [InlineData("--quiet", "", false, false)]
    [InlineData("", "NO_COLOR=1", true, false)]
    [InlineData("", "TERM=dumb", false, false)]
    [InlineData("", "INFILL_NO_COLOR=1", true, false)]
    [InlineData("--no-color=false", "INFILL_NO_COLOR=1", true, true)]
    [InlineData("", "INFILL_PROGRESS=none", false, false)]
    public void Remove_AtATerminal_DrawsABarUnlessToldNotTo(string option, string variable, bool bar, bool colour)
    {
        Assert.SkipUnless(File.Exists(Terminal), "Needs script(1) for a terminal.");
        using var folder = new CliFolder();
        folder.SavePhoto("photo.png", 200, 180);
        string program = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll")}' remove photo.png --mask rect:60,60,60,60 --output out.png {option}";
        var start = new ProcessStartInfo(Terminal, ["-qec", program, "/dev/null"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        folder.Isolate(start.Environment);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        if (variable.Split('=') is [string name, string value])
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        CliRun run = CliFolder.Finish(process);

        Assert.Equal(0, run.Code);
        // Drawn before the work begins, however short that is.
        Assert.Equal(bar, run.Out.Contains("Reading", StringComparison.Ordinal));
        Assert.Equal(colour, run.Out.Contains("\e[38;5;", StringComparison.Ordinal));
        Assert.Equal(!option.Contains("quiet", StringComparison.Ordinal), run.Out.Contains("Removed 1 region", StringComparison.Ordinal));
    }
}
