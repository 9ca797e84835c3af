using System.CommandLine;
using System.CommandLine.Parsing;
using Infill.Cli.Batch;
using Infill.Cli.Settings;

namespace Infill.Cli.Options;

/// <summary>What a batch adds to the options of its workflow.</summary>
internal sealed class BatchOptions
{
    private const long BytesPerMegabyte = 1 << 20;

    private readonly Argument<string[]> _inputs = new("photos")
    {
        Description = "Pictures, folders (with all folders below) and patterns such as \"photos/**/*.jpg\".",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _masks = ValueOption.Text("--masks", "DIR",
        "A mask for each picture: that of photos/a/b.jpg is DIR/a/b with any picture extension.");

    private readonly Option<string?> _manifest = ValueOption.Text("--manifest", "FILE",
        "Take the jobs from this file, one JSON object a line: image, mask, workflow, output, options. - is stdin.");

    private readonly Option<string?> _watch = ValueOption.Text("--watch", "DIR",
        "Work on the pictures of this folder as they come, once their size stands still, until interrupted.");

    private readonly Option<int?> _idleExit = ValueOption.Whole("--idle-exit",
        "End a watch when nothing new has come for N seconds (default: never).", 1, 1_000_000);

    private readonly Option<string?> _outputFolder = new("--output-dir")
    {
        Description = "Folder to write into, made if it is not there; outputs keep the folders and names of their pictures.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string?> _workflow = ValueOption.Word("--workflow",
        "What to do with each picture (default remove).", [.. JobParser.Workflows]);

    private readonly Option<int?> _jobs = ValueOption.Whole("--jobs",
        "Jobs at a time (default: one per core).", 1, 256).FromSettings(SettingTrust.UserOnly);

    private readonly Option<int?> _memory = ValueOption.Whole("--memory-budget",
        "Most megabytes for the whole process; jobs wait until they fit (default: half of the machine's memory).", 256, 16_777_216).FromSettings(SettingTrust.UserOnly);

    private readonly Option<bool> _failFast = ValueOption.Switch("--fail-fast", "Begin no further job after one has failed.").FromSettings();

    private readonly Option<int?> _retry = ValueOption.Whole("--retry",
        "Try a job again up to N times if reading or writing failed (default 0).", 0, 100).FromSettings();

    private readonly Option<int?> _limit = ValueOption.Whole("--limit",
        "Work on at most N pictures now, those done earlier not counted.", 1, int.MaxValue);

    private readonly Option<bool> _overwrite = ValueOption.Switch("--overwrite", "Replace existing files in the output folder that this batch did not write.");

    private readonly Option<bool> _dryRun = DryRunOption.Create();

    private readonly Option<bool> _fresh = ValueOption.Switch("--fresh", "Make every output again, also those that an earlier run finished.");

    private readonly Option<string?> _report = ValueOption.Text("--report", "FILE",
        "The page with pictures before and after and the reason of each failure (default report.html in the output folder).");

    private readonly Option<bool> _noReport = ValueOption.Switch("--no-report", "Write no page.").FromSettings();

    private readonly IReadOnlyList<Option> _job = JobParser.CreateOptions();

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_inputs);
        command.Add(_masks);
        command.Add(_manifest);
        command.Add(_watch);
        command.Add(_idleExit);
        command.Add(_outputFolder);
        command.Add(_workflow);
        command.Add(_jobs);
        command.Add(_memory);
        command.Add(_failFast);
        command.Add(_retry);
        command.Add(_limit);
        command.Add(_overwrite);
        command.Add(_dryRun);
        command.Add(_fresh);
        command.Add(_report);
        command.Add(_noReport);
        foreach (Option option in _job)
        {
            command.Add(option);
        }
    }

    /// <summary>What the user asked for.</summary>
    public BatchArguments Read(ParseResult parsed)
    {
        string workflow = parsed.GetValue(_workflow) ?? JobParser.Workflows[0];
        JobWords words = Collect(parsed, workflow);
        return new BatchArguments
        {
            Sources = new BatchSources
            {
                Inputs = parsed.GetValue(_inputs) ?? [],
                Masks = parsed.GetValue(_masks),
                Manifest = parsed.GetValue(_manifest),
                Watch = parsed.GetValue(_watch),
                IdleExitSeconds = parsed.GetValue(_idleExit),
            },
            Workflow = workflow,

            // Several jobs of one thread each do more than one job of several threads. A manifest may hold other workflows.
            Words = words.Has(JobParser.Threads) || (parsed.GetValue(_manifest) is null && !JobParser.OptionsOf(workflow).Contains(JobParser.Threads)) ? words : words.With(JobParser.Threads, "1"),
            OutputFolder = parsed.GetRequiredValue(_outputFolder)!,
            Pace = new BatchPace
            {
                Jobs = parsed.GetValue(_jobs) ?? Math.Min(Environment.ProcessorCount, 256),
                MemoryBytes = parsed.GetValue(_memory) is int megabytes
                    ? megabytes * BytesPerMegabyte
                    : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2,
                FailFast = parsed.GetValue(_failFast),
                Retries = parsed.GetValue(_retry) ?? 0,
                Limit = parsed.GetValue(_limit),
            },
            Overwrite = parsed.GetValue(_overwrite),
            Fresh = parsed.GetValue(_fresh),
            IsDryRun = parsed.GetValue(_dryRun),
            Report = parsed.GetValue(_noReport) ? null : parsed.GetValue(_report) ?? Path.Join(parsed.GetRequiredValue(_outputFolder), ReportFile.DefaultName),
        };
    }

    /// <summary>The workflow's options as the user gave them. A setting that the workflow does not have is meant for others.</summary>
    private JobWords Collect(ParseResult parsed, string workflow)
    {
        HashSet<string> others = [.. SettledParser.SettingsOf(parsed).Select(value => value.Setting.Option.Name).Except(JobParser.OptionsOf(workflow))];
        JobWords words = JobWords.None;
        foreach (Option option in _job.Where(option => !others.Contains(option.Name)))
        {
            if (parsed.GetResult(option) is OptionResult { Implicit: false } given)
            {
                words = words.With(option.Name, [.. given.Tokens.Select(token => token.Value)]);
            }
        }

        return words;
    }
}
