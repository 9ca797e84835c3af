using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Onnx.Models;
using Infill.Onnx.Store;
using Infill.Onnx.Store.Lint;

namespace Infill.Cli.Models;

/// <summary>Examines a model and says whether a job can run with it.</summary>
internal static class LintHandler
{
    /// <summary>Failed if no job can run with it.</summary>
    public static ExitCode Run(string text, WeightVariant variant, Voice voice, CancellationToken cancellationToken)
    {
        LintReport report = ModelLint.Run(ModelLocator.Find(text, Environment.GetEnvironmentVariable), variant, cancellationToken);
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(ModelLintRecord.Of(report), ReportJson.Plain.ModelLintRecord));
        }
        else
        {
            Write(report, voice.Output);
        }

        if (report.CanRun)
        {
            return ExitCode.Done;
        }

        voice.Error.WriteLine($"infill: {text} cannot be used, for {report.Problems.Count} reason{(report.Problems.Count > 1 ? "s" : "")}: {report.Problems[0]}");
        voice.Error.WriteLine("Try: infill models list --known");
        return ExitCode.Failed;
    }

    private static void Write(LintReport report, TextWriter output)
    {
        output.WriteLine($"path        {report.Path}");
        Line("kind", report.Kind);
        Line("layout", report.Layout);
        Line("channels", report.Channels?.ToString());
        Line("trained at", report.NativeSide is int side ? $"{side}×{side} pixels" : null);
        Line("predicts", report.Prediction);
        Line("licence", report.Licence ?? "not named");
        foreach (LintPart part in report.Parts)
        {
            Line("part", $"{part.Name}: {part.Precision}{(part.Tensors > 0 ? $", {Numbers.Count(part.Parameters)} weights in {Numbers.Count(part.Tensors)} tensors" : "")}");
        }

        foreach (LintFile file in report.Files)
        {
            Line("file", $"{file.Name}: {ModelWords.Bytes(file.Size)}, SHA-256 {file.Sha256}");
        }

        Lines("NaN risk", report.NanRisks);
        Lines("remark", report.Remarks);
        Lines("PROBLEM", report.Problems);
        output.WriteLine(report.CanRun ? "A job can run with it." : "No job can run with it.");

        void Lines(string name, IEnumerable<string> values)
        {
            foreach (string value in values)
            {
                Line(name, value);
            }
        }

        void Line(string name, string? value)
        {
            if (value is not null)
            {
                output.WriteLine($"{name,-11} {value}");
            }
        }
    }
}
