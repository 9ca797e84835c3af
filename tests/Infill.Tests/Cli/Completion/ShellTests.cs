using System.Diagnostics;
using Infill.Cli.Completion;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Completion;

/// <summary>The scripts in real shells.</summary>
public sealed class ShellTests
{
    private const string Bash = "/bin/bash";

    // complete -p names the function; calling it with bash's own variables set is what bash does at a tab.
    [Theory]
    [InlineData("infill re", "remove replace refine replay")]
    [InlineData("infill remove --mas", "--mask --mask-polarity")]
    [InlineData("infill remove 'my photo.jpg' --blend f", "feather")]
    [InlineData("infill remove my\\ photo.jpg --mask-polarity ", "black opaque transparent white")]
    [InlineData("infill remove ", "")]
    [InlineData("infill remove --seed ", "")]
    public void Bash_Line_IsCompleted(string line, string expected)
    {
        Assert.SkipUnless(File.Exists(Bash), "Needs bash.");
        using var folder = new CliFolder();

        Assert.Equal(expected, Run(folder, Bash, $$"""
            source <(infill completion bash)
            line={{Quote(line)}}
            eval "COMP_WORDS=({{line}})"
            [[ $line == *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )) COMP_LINE=$line COMP_POINT=${#line}
            _infill infill "${COMP_WORDS[COMP_CWORD]}" ""
            echo "${COMPREPLY[*]}"
            """));
    }

    // A real tab in a real interactive shell: readline quotes the blank, and "--blend=f" is completed behind the equals sign.
    [Theory]
    [InlineData("infill remove my\\t", "infill remove my\\ photo.jpg")]
    [InlineData("infill remove --mask my\\t", "infill remove --mask my\\ photo.jpg")]
    [InlineData("infill eng\\t", "infill engines")]
    [InlineData("infill remove --blend=fea\\t", "infill remove --blend=feather")]
    [InlineData("infill remove --trace sub\\t", "infill remove --trace subfolder/")]
    public void Bash_RealTab_CompletesWordsAndFileNamesWithSpaces(string typed, string expected)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script") && File.Exists(Bash), "Needs bash and a terminal from script(1).");
        using var folder = new CliFolder();
        File.WriteAllText(folder["my photo.jpg"], "");
        Directory.CreateDirectory(folder["subfolder"]);
        File.WriteAllText(folder["rc"], $"PS1='$ '\nbind 'set enable-bracketed-paste off'\n{Function}\nsource <(infill completion bash)\n");

        // Home and # turn the completed line into a comment, which bash echoes and does not run.
        string output = Run(folder, "/bin/sh", $"(sleep 1; printf '{typed.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\\\\t", "\\t", StringComparison.Ordinal)}'; sleep 2; printf '\\001#\\n'; printf 'exit\\n') | TERM=dumb script -qec 'bash --noprofile --rcfile rc -i' /dev/null");

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/usr/bin/zsh", "zsh", "-n")]
    [InlineData("/usr/bin/fish", "fish", "--no-execute")]
    public void Script_OtherShells_CanReadIt(string shell, string name, string check)
    {
        Assert.SkipUnless(File.Exists(shell), $"Needs {name}.");
        using var folder = new CliFolder();
        File.WriteAllText(folder["script"], CompletionScripts.Find(name));

        using Process process = Process.Start(new ProcessStartInfo(shell, [check, folder["script"]]) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true })!;
        CliRun run = CliFolder.Finish(process);

        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [Fact]
    public void Completion_EveryShell_PrintsAScriptThatAsksTheProgram()
    {
        using var folder = new CliFolder();

        Assert.All(CompletionScripts.Shells, shell => Assert.Contains(Completer.Question, folder.Run("completion", shell).Out, StringComparison.Ordinal));
        CliRun wrong = folder.Run("completion", "fisch");
        Assert.Equal(2, wrong.Code);
        Assert.Contains("did you mean 'fish'?", wrong.FirstError, StringComparison.Ordinal);
    }

    private static string Function => $"infill() {{ dotnet {Quote(Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll"))} \"$@\"; }}";

    private static string Run(CliFolder folder, string shell, string script)
    {
        var start = new ProcessStartInfo(shell, ["-c", shell == Bash ? $"{Function}\n{script}" : script])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        folder.Isolate(start.Environment);
        using Process process = Process.Start(start)!;
        return CliFolder.Finish(process).Out.TrimEnd();
    }

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
