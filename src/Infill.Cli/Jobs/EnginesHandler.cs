using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Onnx.Erasers;
using Infill.Onnx.StableDiffusion;

namespace Infill.Cli.Jobs;

/// <summary>Lists the engines of this build.</summary>
internal static class EnginesHandler
{
    /// <summary>The engines of this build, by name; those that need a file last.</summary>
    /// <param name="eraser">Path of an eraser's file, or null.</param>
    public static EngineRecord[] List(string? eraser = null) =>
    [
        .. BuiltInEngines.CreateCatalog().Engines.Select(ToRecord),
        .. eraser is null ? Enumerable.Empty<EngineRecord>() : [ToRecord(EraserEngine.Description) with { File = eraser }],
        ToRecord(SdRuntime.Description) with { NeedsModel = true },
    ];

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
            string traits = (engine.UsesPrompt ? "text" : "no text") + (engine.UsesSeed ? ", seed" : ", no seed") + (engine.IsDefault ? ", default" : "") + (engine.NeedsModel ? ", needs --model" : "");
            string file = engine.File is null ? "" : $"; {PathText.Show(engine.File)}{(File.Exists(engine.File) ? "" : " (missing)")}";
            voice.Output.WriteLine($"{engine.Name,-10} {engine.Summary} ({traits}{file})");
        }

        return ExitCode.Done;
    }

    private static EngineRecord ToRecord(EngineInfo engine) => new()
    {
        Name = engine.Name,
        Summary = engine.Summary,
        UsesPrompt = engine.UsesPrompt,
        NeedsModel = false,
        UsesSeed = engine.UsesSeed,
        IsDefault = engine.Name == FillArguments.DefaultEngine,
    };
}
