using System.Globalization;
using System.Text;
using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;
using Infill.Evaluation.Calibrating;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>Fits the quality gate to photos.</summary>
internal static class CalibrateHandler
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>Of photos without a report of their own, every third is reported on.</summary>
    private const int ReportEvery = 3;

    /// <summary>Makes fills, fits, reports on other photos, and writes the file.</summary>
    /// <exception cref="CliException">The output is in the way, an input is missing, or there are too few photos.</exception>
    public static ExitCode Run(CalibrateArguments arguments, Voice voice, CancellationToken cancellationToken)
    {
        RequireFree(arguments);
        (IReadOnlyList<CalibrationPhoto> fit, IReadOnlyList<CalibrationPhoto> report) = Split(arguments);
        try
        {
            string date = arguments.Date ?? TimeProvider.System.GetUtcNow().ToString(DateFormat, CultureInfo.InvariantCulture);
            CalibrationRun run = CalibrationRun.Of(fit, report, (arguments.Plan, date), (done, all) => Tell(voice, done, all), cancellationToken);
            AtomicFile.Write(arguments.Output, arguments.Overwrite, stream => stream.Write(Encoding.UTF8.GetBytes(run.Calibration.ToJson() + "\n")));
            Write(arguments, run, voice);
            return ExitCode.Done;
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.Failed, reason.Message, "infill eval calibrate --help");
        }
    }

    private static void RequireFree(CalibrateArguments arguments)
    {
        if (Directory.Exists(arguments.Output) || (File.Exists(arguments.Output) && !arguments.Overwrite))
        {
            throw new CliException(
                ExitCode.WrongUse, $"There is a {(Directory.Exists(arguments.Output) ? "folder" : "file")} '{PathText.Show(arguments.Output)}'.", "the same command with --overwrite");
        }
    }

    private static (IReadOnlyList<CalibrationPhoto> Fit, IReadOnlyList<CalibrationPhoto> Report) Split(CalibrateArguments arguments)
    {
        CalibrationPhoto[] photos = Find(arguments.Photos);
        if (arguments.Report.Count == 0)
        {
            return ([.. photos.Where((_, i) => i % ReportEvery != ReportEvery - 1)], [.. photos.Where((_, i) => i % ReportEvery == ReportEvery - 1)]);
        }

        CalibrationPhoto[] report = Find(arguments.Report);
        string? shared = report.Select(p => Path.GetFullPath(p.Path)).Intersect(photos.Select(p => Path.GetFullPath(p.Path))).FirstOrDefault();
        return shared is null ? (photos, report) : throw new CliException(
            ExitCode.WrongUse, $"'{PathText.Show(shared)}' is to be fitted and reported on; a report needs photos of its own.");
    }

    private static CalibrationPhoto[] Find(IReadOnlyList<string> expressions)
    {
        InputSet set = InputExpander.Expand(expressions, new InputOptions());
        return set.Failures.Count == 0
            ? [.. set.Files.Select(f => new CalibrationPhoto(f.Relative, f.Path))]
            : throw new CliException(ExitCode.Failed, string.Join(Environment.NewLine, set.Failures.Select(f => f.Reason)));
    }

    private static void Tell(Voice voice, int done, int all)
    {
        if (done % 10 == 0 || done == all)
        {
            voice.Say($"{done} of {all} photos");
        }
    }

    private static void Write(CalibrateArguments arguments, CalibrationRun run, Voice voice)
    {
        CalibrationReport report = run.Report;
        if (voice.Talk.Json)
        {
            var record = new CalibrationOutput { Output = arguments.Output, FittedOn = run.Calibration.Fills, Limit = run.Calibration.Limit, Report = report };
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.CalibrationOutput));
        }
        else
        {
            voice.Output.Write(Table(report));
        }

        voice.Say(string.Create(CultureInfo.InvariantCulture, $"Fitted on {run.Calibration.Fills} fills of {run.Calibration.Data.Count} photos; on {report.Fills} fills of {report.Photos.Count} others it flags {100 * report.FlaggedGood:0.0} % of the good and {100 * report.FlaggedBad:0.0} % of the bad → {arguments.Output}"));
    }

    private static string Table(CalibrationReport report)
    {
        var text = new StringBuilder("detector     area   good  bad  for\n");
        foreach (DetectorScore d in report.Detectors)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{d.Detector,-12} {d.Area,5:0.000} {d.Good,5} {d.Bad,4}  {string.Join(", ", d.Defects)}");
        }

        text.AppendLine().AppendLine("fills          all  flagged");
        foreach (DefectScore v in report.Verdicts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(v.Defect == Defect.None ? "good" : v.Defect),-14} {v.Fills,3}  {100.0 * v.Flagged / v.Fills,5:0.0} %");
        }

        return text.ToString();
    }
}
