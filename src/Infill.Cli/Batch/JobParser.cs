using System.CommandLine;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Cli.Batch;

/// <summary>Makes jobs from texts with the parser of the workflow's own command, so that the same rules and messages hold.</summary>
internal sealed class JobParser
{
    /// <summary>The option whose default is another in a batch.</summary>
    public const string Threads = "--threads";

    /// <summary>The option that names a file to run: for the command line, not for the lines of a manifest.</summary>
    public const string Eraser = "--eraser";

    private static readonly Lazy<JobSyntax[]> Syntaxes = new(MakeSyntaxes);

    /// <summary>Names of the workflows, the default first.</summary>
    public static IReadOnlyList<string> Workflows { get; } = ["remove", "fill", "replace", "extend", "add", "unshadow", "swap-background", "refine"];

    /// <summary>Names of a workflow's options, with dashes.</summary>
    public static IReadOnlyList<string> OptionsOf(string workflow) => [.. Find(workflow).JobOptions.Select(o => o.Name)];

    /// <summary>True if the user gives a mask for each picture.</summary>
    public static bool TakesMask(string workflow) => Find(workflow).TakesMask;

    /// <summary>Options that say where a workflow works, <c>--mask</c> first.</summary>
    public static IReadOnlyList<string> MaskNamesOf(string workflow) => workflow switch
    {
        "add" => PlaceOptions.PlaceNames,
        "unshadow" => ["--mask", UnshadowOptions.AutoName],
        _ => ProposalOptions.MaskNames,
    };

    /// <summary>Those among them that ask a network.</summary>
    public static IReadOnlyList<string> ProposalNamesOf(string workflow) => workflow is "add" or "unshadow" ? [] : [.. ProposalOptions.MaskNames.Skip(1)];

    /// <summary>The job of one picture.</summary>
    /// <param name="workflow">One of <see cref="Workflows"/>.</param>
    /// <param name="image">Path of the picture.</param>
    /// <param name="output">Path to write.</param>
    /// <param name="words">The options.</param>
    /// <exception cref="CliException">An option does not belong to the workflow, or its value is wrong.</exception>
    public static JobArguments Parse(string workflow, string image, string output, JobWords words)
    {
        JobSyntax syntax = Find(workflow);
        if (words.Names.Except(OptionsOf(workflow)).FirstOrDefault() is string stranger)
        {
            throw Refuse(workflow, $"{stranger} is no option of {workflow}.");
        }

        ParseResult parsed = syntax.Parse([$"--output={output}", .. words.ToArguments(), "--", image]);
        return parsed.Errors.Count == 0
            ? GateFiles.Settle(syntax.Read(parsed))
            : throw Refuse(workflow, string.Join(Environment.NewLine, parsed.Errors.Select(e => e.Message).Distinct()));
    }

    /// <summary>Every option that a workflow has, each name once, for a command to add.</summary>
    public static IReadOnlyList<Option> CreateOptions()
    {
        Option[] options = [.. MakeSyntaxes().SelectMany(s => s.JobOptions).DistinctBy(o => o.Name)];
        options.Single(o => o.Name == "--box").Description = "The mask of the thing in this rectangle, in pixels or %; for add the place itself.";
        options.Single(o => o.Name == Threads).Description = "Worker threads of each job (default 1: more jobs at a time do more); never changes the result.";
        return options;
    }

    private static JobSyntax[] MakeSyntaxes() =>
    [
        JobSyntax.Remove(), JobSyntax.Fill(), JobSyntax.Replace(), JobSyntax.Extend(), JobSyntax.Add(), JobSyntax.Unshadow(), JobSyntax.SwapBackground(), JobSyntax.Refine(),
    ];

    private static CliException Refuse(string workflow, string message) => new(ExitCode.WrongUse, message, $"infill {workflow} --help");

    private static JobSyntax Find(string workflow) => Syntaxes.Value.Single(s => s.Command.Name == workflow);
}
