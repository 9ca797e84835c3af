using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Reflections;

namespace Infill.Cli.Evaluation;

/// <summary>Places cut-outs with known reflections into photos and says what the search made of them.</summary>
internal static class ReflectionEvalHandler
{
    private const string Command = "eval reflections";

    /// <summary>Makes every scene, looks for its reflection, reports.</summary>
    /// <exception cref="CliException">No photo or no cut-out, or none that can be used.</exception>
    public static ExitCode Run(ReflectionEvalArguments arguments, Voice voice, CancellationToken cancellationToken)
    {
        var eval = new SceneEval(new SceneWalk(arguments.Scenes, CastReflection.Varied, voice), Command, voice);
        if (arguments.Fit is string file)
        {
            eval.Fit(ModelFit.OfReflections(), file, cancellationToken);
            return ExitCode.Done;
        }

        Report(ReflectionEvalOutput.Of(eval.Try(ReflectionTrial.Run, Line, cancellationToken)), voice);
        return ExitCode.Done;
    }

    private static string Line(ReflectionTrial trial) =>
        $"{trial.Name}: {(trial.IsFound ? $"found, overlap {MetricText.Of(trial.Overlap)}" : "nothing found")} (confidence {MetricText.Of(trial.Confidence)})";

    private static void Report(ReflectionEvalOutput record, Voice voice)
    {
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.ReflectionEvalOutput));
            return;
        }

        voice.Output.WriteLine($"reflections  {record.Found} of {record.Reflections} found, {record.WellFound} with an overlap from 0.75");
        voice.Output.WriteLine($"overlap      {MetricText.Of(record.OverlapOfFound)} of the found ones, {MetricText.Of(record.OverlapOfAll)} of all");
        voice.Output.WriteLine($"plain        {record.Grown} of {record.Plain} grown by mistake");
    }
}
