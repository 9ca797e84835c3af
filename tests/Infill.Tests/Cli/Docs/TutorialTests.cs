using System.Text.RegularExpressions;
using Infill.Tests.Cli.Support;
using Infill.Tests.Style;

namespace Infill.Tests.Cli.Docs;

/// <summary>Every command of the tutorial runs as it is written there, and every picture that it shows is made by the script that says so.</summary>
public sealed partial class TutorialTests : IDisposable
{
    // Commands that need what no clone brings: networks, a Stable Diffusion model, a photo with writing on it.
    private static readonly string[] NeedsMore = ["--model MODEL", "models pull", "--click", "--box", "--subject", "--text"];

    private static readonly string Tutorial = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "tutorial.md"));

    private readonly CliFolder _folder = new();

    public static TheoryData<string, string> Blocks()
    {
        var blocks = new TheoryData<string, string>();
        foreach (Match section in Section().Matches(Tutorial))
        {
            string[] commands = [.. Commands(section.Groups["text"].Value).Where(command => !NeedsMore.Any(command.Contains))];
            if (commands.Any(command => command.StartsWith("infill ", StringComparison.Ordinal)))
            {
                blocks.Add(section.Groups["title"].Value, string.Join('\n', commands));
            }
        }

        return blocks;
    }

    [Theory, MemberData(nameof(Blocks))]
    public void Tutorial_Commands_RunAsWritten(string title, string commands)
    {
        Directory.CreateDirectory(_folder["samples"]);
        foreach (string file in Directory.GetFiles(Path.Combine(SourceTree.Root, "samples"), "*.*g"))
        {
            File.Copy(file, _folder[Path.Combine("samples", Path.GetFileName(file))]);
        }

        CliRun run = _folder.RunShell($"set -e\ninfill() {{ code=0; $INFILL \"$@\" || code=$?; [ $code = 0 ] || [ $code = 4 ] || {{ echo \"FAILED $code: $*\"; exit 1; }}; }}\n{commands}");

        Assert.True(run.Code == 0, $"{title}: {run.Out}{run.Error}");
    }

    [Fact]
    public void Tutorial_Sections_AreRun() => Assert.True(Blocks().Count >= 10, $"{Blocks().Count} sections");

    [Fact]
    public void Tutorial_Pictures_AreThereAndMadeByTheScript()
    {
        string script = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "make-pictures.sh"));

        string[] shown = [.. Picture().Matches(Tutorial).Select(match => match.Groups["name"].Value).Distinct()];

        Assert.True(shown.Length > 20, $"{shown.Length} pictures");
        Assert.All(shown, name => Assert.True(File.Exists(Path.Combine(SourceTree.Root, "docs", "images", name)), $"{name} is not there"));
        Assert.All(shown, name => Assert.Contains(Path.GetFileNameWithoutExtension(name), script, StringComparison.Ordinal));
        Assert.All(shown, name => Assert.InRange(new FileInfo(Path.Combine(SourceTree.Root, "docs", "images", name)).Length, 1000, 150 * 1024));
    }

    public void Dispose() => _folder.Dispose();

    // Of the section's blocks of sh, each with its continued lines; a block that stands for one line of another shell is none.
    private static IEnumerable<string> Commands(string section) =>
        from Match block in Block().Matches(section)
        from command in block.Groups["sh"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        where command.Length > 0 && !command.StartsWith('#')
        select command;

    [GeneratedRegex(@"^## (?<title>\d+\. [^\n]+)\n(?<text>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^```sh\n(?<sh>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\(images/(?<name>[^)]+)\)")]
    private static partial Regex Picture();
}
