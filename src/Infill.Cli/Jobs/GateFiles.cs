using Infill.Quality;
using Infill.Quality.Refining;

namespace Infill.Cli.Jobs;

/// <summary>Reads the files that the gate's options name, before anything is run.</summary>
internal static class GateFiles
{
    /// <summary>The command that refines and does nothing else.</summary>
    public const string RefineWorkflow = "refine";

    private const string CalibrationRemedy = "infill eval calibrate --help";

    private const string Remedy = "infill schema refinementPlan";

    /// <summary>The job with its plan: the file's, or the workflow's own if it shall refine. A job that is settled already stays as it is.</summary>
    /// <exception cref="CliException">The plan cannot be read or run, or nobody would judge its passes.</exception>
    public static JobArguments Settle(JobArguments job)
    {
        GateArguments gate = job.Gate;
        RequireCalibration(gate);
        if (gate.Plan is not null || !(job.Workflow == RefineWorkflow || gate.Refines || gate.PlanFile is not null))
        {
            return job;
        }

        if (gate.IsOff)
        {
            throw new CliException(ExitCode.WrongUse, "--no-gate and refining exclude each other: the gate decides which passes stand.", "the same command without --no-gate");
        }

        RefinementPlan plan = gate.PlanFile is string path ? Read(path) : DefaultRefinement.For(job.Workflow);

        // What fills anyway has filled before its first pass, whatever the file says.
        return job with { Gate = gate with { Plan = job.Workflow == RefineWorkflow ? plan : plan with { FillFirst = true } } };
    }

    /// <summary>What a job's gate judges by.</summary>
    /// <exception cref="CliException">The file is gone, or no calibration.</exception>
    public static Calibration CalibrationOf(GateArguments gate)
    {
        try
        {
            return gate.Calibration is not string path ? Calibration.Default
                : File.Exists(path) ? Calibration.Load(path)
                : throw new CliException(ExitCode.WrongUse, Directory.Exists(path) ? $"'{path}' (--calibration) is a folder; it must be a JSON file." : $"There is no file '{path}' (--calibration).", CalibrationRemedy);
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.WrongUse, $"--calibration: {reason.Message}", CalibrationRemedy);
        }
    }

    private static void RequireCalibration(GateArguments gate)
    {
        if (gate.Calibration is not null && gate.IsOff)
        {
            throw new CliException(ExitCode.WrongUse, "--no-gate and --calibration exclude each other: nobody would judge by it.", "the same command without --no-gate");
        }

        CalibrationOf(gate);
    }

    private static RefinementPlan Read(string path)
    {
        try
        {
            return File.Exists(path)
                ? RefinementPlan.Load(path)
                : throw new CliException(ExitCode.WrongUse, Directory.Exists(path) ? $"'{path}' (--plan) is a folder; it must be a JSON file." : $"There is no file '{path}' (--plan).", Remedy);
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.WrongUse, $"--plan: {reason.Message}", Remedy);
        }
    }
}
