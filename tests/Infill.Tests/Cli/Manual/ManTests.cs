using System.CommandLine;
using System.Diagnostics;
using Infill.Cli;
using Infill.Cli.Commands;
using Infill.Cli.Manual;
using Infill.Cli.Settings;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Manual;

public sealed class ManTests
{
    private const string Formatter = "/usr/bin/groff";

    private static readonly RootCommand Root = CommandTree.Create(TextWriter.Null, TextWriter.Null);

    public static TheoryData<string> Commands => [.. CommandPath.All(Root).Select(CommandPath.Of).Prepend("")];

    [Theory, MemberData(nameof(Commands))]
    public void Page_EveryCommand_HasItsSectionsOptionsVariablesAndCodes(string path)
    {
        Command command = Find(path);

        string page = ManualPage.Write(command);

        string[] sections = [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS", ".SH \"EXIT STATUS\"", ".SH ENVIRONMENT", ".SH FILES"];
        int[] places = [.. sections.Select(section => page.IndexOf(section + "\n", StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.All(command.Options, option => Assert.Contains($"\\fB{option.Name.Replace("-", "\\-", StringComparison.Ordinal)}\\fR", page, StringComparison.Ordinal));
        Assert.All(Settable.Of(command), setting => Assert.Contains($"\\fB{setting.Variable}\\fR", page, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.Contains($"\\fB{(int)code}\\fR\n", page, StringComparison.Ordinal));
        Assert.Equal(HelpWithExamples.Find(command) is not null, page.Contains(".SH EXAMPLES", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Commands))]
    public void Page_EveryCommand_IsFormattedWithoutAWarning(string path)
    {
        Assert.SkipUnless(File.Exists(Formatter), "Needs groff.");
        using var folder = new CliFolder();
        File.WriteAllText(folder["page.1"], ManualPage.Write(Find(path)));

        using Process process = Process.Start(new ProcessStartInfo(Formatter, ["-man", "-Kutf8", "-Tutf8", "-ww", folder["page.1"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        CliRun run = CliFolder.Finish(process);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("Infill Manual", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Man_Process_PrintsOnePageOrWritesAll()
    {
        using var folder = new CliFolder();

        Assert.Equal(ManualPage.Write(Find("remove")), folder.Run("man", "remove").Out);
        Assert.Equal(ManualPage.Write(Find("config list")), folder.Run("man", "config", "list").Out);
        Assert.Equal(0, folder.Run("man", "--output-dir", "man").Code);
        Assert.Equal(0, folder.Run("man", "--output-dir", "man").Code);
        Assert.Equal(
            CommandPath.All(Root).Append(Root).Select(c => ManualPage.NameOf(c) + ".1").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder["man"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Man_UnknownCommand_Is2AndNamesTheNearest()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("man", "remvoe");

        Assert.Equal(2, run.Code);
        Assert.Contains("did you mean 'remove'?", run.FirstError, StringComparison.Ordinal);
    }

    private static Command Find(string path) => path.Length == 0 ? Root : CommandPath.All(Root).Single(c => CommandPath.Of(c) == path);
}
