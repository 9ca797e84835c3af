using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;
using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Evaluation.CastShadows;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>Places cut-outs with known shadows into photos and says what the search made of them.</summary>
internal static class ShadowEvalHandler
{
    private const string Command = "eval shadows";

    /// <summary>Makes every scene, looks for its shadow, reports.</summary>
    /// <exception cref="CliException">No photo or no cut-out, or none that can be used.</exception>
    public static ExitCode Run(ShadowEvalArguments arguments, Voice voice, CancellationToken cancellationToken)
    {
        var scenes = new SceneWalk(arguments.Scenes, CastShadow.Varied, voice);
        if (arguments.Samples is string samples)
        {
            return Sample(scenes, samples, voice, cancellationToken);
        }

        var eval = new SceneEval(scenes, Command, voice);
        if (arguments.Fit is string file)
        {
            eval.Fit(ModelFit.OfShadows(), file, cancellationToken);
            return ExitCode.Done;
        }

        Report(ShadowEvalOutput.Of(eval.Try(ShadowTrial.Run, Line, cancellationToken)), voice);
        return ExitCode.Done;
    }

    private static ExitCode Sample(SceneWalk scenes, string file, Voice voice, CancellationToken cancellationToken)
    {
        int count = 0;
        AtomicFile.Write(file, overwrite: true, stream =>
        {
            using var samples = new ShadowSamples(stream);
            scenes.ForEach((_, name, scene) =>
            {
                samples.Add(scene);
                voice.Say(name);
            }, cancellationToken);
            // Thrown in here, so that no empty file is left.
            count = samples.Count > 0 ? samples.Count : throw scenes.NoScene(Command);
        });
        voice.Say($"{count} samples: {PathText.Show(file)}");
        return ExitCode.Done;
    }

    private static string Line(ShadowTrial trial) => $"{trial.Name}: "
        + (trial.IsFound ? $"found, overlap {MetricText.Of(trial.Overlap)}" : "nothing found")
        + $" (confidence {MetricText.Of(trial.Confidence)})"
        + (trial.Relit is null ? "" : $"; relit, error {MetricText.Of(trial.Relit.ErrorBefore)} → {MetricText.Of(trial.Relit.ErrorAfter)}, texture {MetricText.Of(trial.Relit.GradientRatio)}");

    private static void Report(ShadowEvalOutput record, Voice voice)
    {
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, ReportJson.Plain.ShadowEvalOutput));
            return;
        }

        voice.Output.WriteLine($"shadows  {record.Found} of {record.Shadows} found, {record.WellFound} with an overlap from 0.75");
        voice.Output.WriteLine($"overlap  {MetricText.Of(record.OverlapOfFound)} of the found ones, {MetricText.Of(record.OverlapOfAll)} of all");
        voice.Output.WriteLine($"relit    {record.Relit} of {record.Shadows}; error falls by {MetricText.Of(100 * record.MeanFall)} % in the mean, {MetricText.Of(100 * record.MedianFall)} % in the median");
        voice.Output.WriteLine($"texture  {MetricText.Of(record.GradientRatio)} of the truth's gradient energy in the median; {record.TextureKept} of {record.Relit} within 15 %, {record.TexturedKept} of {record.Textured} where there is texture");
        voice.Output.WriteLine($"unmarked error falls by {MetricText.Of(100 * record.FoundMeanFall)} % in the mean of the found ones, {MetricText.Of(100 * record.EndToEndMeanFall)} % of all");
        voice.Output.WriteLine($"lit      {record.Grown} of {record.Lit} grown by mistake");
    }
}
