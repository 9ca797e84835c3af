using Infill.Cli;
using Infill.Cli.Commands;
using Infill.Cli.Completion;

namespace Infill.Tests.Cli.Completion;

/// <summary>What may stand at the cursor, whatever the shell. "|" is the cursor's word.</summary>
public sealed class CompleterTests
{
    [Theory]
    [InlineData("re|", "words: remove replace refine replay")]
    [InlineData("config |", "words: list path")]
    [InlineData("remove |", "files:")]
    [InlineData("remove --mas|", "words: --mask --mask-polarity")]
    [InlineData("remove photo.jpg --mask |", "files:")]
    [InlineData("remove --mask m.png --mas|", "words: --mask-polarity")]
    [InlineData("remove --guide |", "words:")]
    [InlineData("remove --guide 1,2 --gui|", "words: --guide")]
    [InlineData("remove --trace |", "folders:")]
    [InlineData("remove --seed |", "words:")]
    [InlineData("remove --blend |", "words: auto feather multiband poisson")]
    [InlineData("remove --blend f|", "words: feather")]
    [InlineData("remove --blend=f|", "words: --blend=feather")]
    [InlineData("remove --blend = f|", "words: --blend=feather")]
    [InlineData("remove --blend = poisson --mask-pol|", "words: --mask-polarity")]
    [InlineData("remove --engine |", "words: patch smooth")]
    [InlineData("remove --strict --no-set|", "words: --no-settings")]
    [InlineData("remove -- --mas|", "files:")]
    [InlineData("schema re|", "words: refinement refinementPlan replay result")]
    [InlineData("completion |", "words: bash fish powershell zsh")]
    [InlineData("nonsense --mas|", "words:")]
    [InlineData("engines --js|", "words: --json")]
    public void Answer_Line_IsWhatFits(string line, string expected)
    {
        string[] words = line.TrimEnd('|').Split(' ');

        CompletionAnswer answer = Completer.Answer(CommandTree.Create(TextWriter.Null, TextWriter.Null), [$"{words.Length}", .. words]);

        Assert.Equal(expected, $"{answer.Kind.ToString().ToLowerInvariant()}: {string.Join(' ', answer.Words.Select(w => w.Word))}".TrimEnd());
    }

    [Theory]
    [InlineData]
    [InlineData("x")]
    [InlineData("-5", "remove")]
    [InlineData("99", "remove", "--mask")]
    [InlineData("1", "=", "=")]
    [InlineData("2147483647", "--", "=")]
    public void Answer_StrangeQuestion_DoesNotFail(params string[] question)
    {
        var output = new StringWriter();

        Assert.Equal(0, CommandLine.Run([Completer.Question, .. question], output, TextWriter.Null));
        Assert.Matches(@"^(words|files|folders)\r?\n", output.ToString());
    }

    [Fact]
    public void Answer_EveryOptionOfEveryCommand_IsOffered() => Assert.All(
        CommandPath.All(CommandTree.Create(TextWriter.Null, TextWriter.Null)),
        command =>
        {
            string[] path = CommandPath.Of(command).Split(' ');
            CompletionAnswer answer = Completer.Answer(CommandTree.Create(TextWriter.Null, TextWriter.Null), [$"{path.Length + 1}", .. path, "--"]);
            Assert.Empty(command.Options.Where(o => !o.Hidden).Select(o => o.Name).Except(answer.Words.Select(w => w.Word)));
        });
}
