using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;
using Infill.Engines;

namespace Infill.Cli.Jobs;

/// <summary>Lists the engines of this build.</summary>
internal static class EnginesHandler
{
    /// <summary>The engines of this build, by name.</summary>
    /// <param name="eraser">Path of an eraser's file, which is then listed with its engine; or null.</param>
    public static EngineRecord[] List(string? eraser = null)
    {
        using var engines = new JobEngines(eraser);
        return [.. engines.Catalog.Engines.Select(e => Describe(e, eraser))];
    }

    /// <summary>One line per engine, or a JSON record.</summary>
    /// <param name="eraser">Path of an eraser's file, or null.</param>
    /// <param name="voice">Where the list goes.</param>
    public static ExitCode Run(string? eraser, Voice voice)
    {
        EngineRecord[] engines = List(eraser is null ? null : Path.GetFullPath(eraser));
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(new EnginesRecord { Engines = engines }, ReportJson.Plain.EnginesRecord));
            return ExitCode.Done;
        }

        foreach (EngineRecord engine in engines)
        {
            string traits = (engine.UsesPrompt ? "text" : "no text") + (engine.UsesSeed ? ", seed" : ", no seed") + (engine.IsDefault ? ", default" : "");
            string file = engine.File is null ? "" : $"; {PathText.Show(engine.File)}{(File.Exists(engine.File) ? "" : " (missing)")}";
            voice.Output.WriteLine($"{engine.Name,-10} {engine.Summary} ({traits}{file})");
        }

        return ExitCode.Done;
    }

    private static EngineRecord Describe(EngineInfo engine, string? eraser) => new()
    {
        Name = engine.Name,
        Summary = engine.Summary,
        File = engine.Name == FillArguments.EraserEngine ? eraser : null,
        UsesPrompt = engine.UsesPrompt,
        UsesSeed = engine.UsesSeed,
        IsDefault = engine.Name == FillArguments.DefaultEngine,
    };
}
