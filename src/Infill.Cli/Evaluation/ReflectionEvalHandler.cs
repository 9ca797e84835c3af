using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
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
        var scenes = new SceneWalk(arguments.Scenes, CastReflection.Varied, voice);
        var fit = new ReflectionModelFit();
        var trials = new List<ReflectionTrial>();
        scenes.ForEach((photo, name, scene) =>
        {
            if (arguments.Fit is not null)
            {
                fit.Add(photo, scene);
                voice.Say(name);
                return;
            }

            ReflectionTrial trial = ReflectionTrial.Run(name, scene);
            trials.Add(trial);
            voice.Say($"{name}: {(trial.IsFound ? $"found, overlap {MetricText.Of(trial.Overlap)}" : "nothing found")} (confidence {MetricText.Of(trial.Confidence)})");
        }, cancellationToken);

        if (trials.Count + fit.Scenes == 0)
        {
            throw scenes.NoScene(Command);
        }

        if (arguments.Fit is string file)
        {
            FitFile.Write(file, fit.Scenes, fit.ToJson, Command, voice);
            return ExitCode.Done;
        }

        Report(ReflectionEvalOutput.Of(trials), voice);
        return ExitCode.Done;
    }

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
