using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Onnx.StableDiffusion;

namespace Infill.Cli.Jobs;

/// <summary>Lists the engines of this build.</summary>
internal static class EnginesHandler
{
    /// <summary>The engines of this build, by name; those that need a model last.</summary>
    public static EngineRecord[] List() =>
    [
        .. BuiltInEngines.CreateCatalog().Engines.Select(e => ToRecord(e, needsModel: false)),
        ToRecord(SdRuntime.Description, needsModel: true),
    ];

    /// <summary>One line per engine, or a JSON record.</summary>
    public static ExitCode Run(Voice voice)
    {
        EngineRecord[] engines = List();
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(new EnginesRecord { Engines = engines }, ReportJson.Plain.EnginesRecord));
            return ExitCode.Done;
        }

        foreach (EngineRecord engine in engines)
        {
            string traits = (engine.UsesPrompt ? "text" : "no text") + (engine.UsesSeed ? ", seed" : ", no seed") + (engine.IsDefault ? ", default" : "") + (engine.NeedsModel ? ", needs --model" : "");
            voice.Output.WriteLine($"{engine.Name,-10} {engine.Summary} ({traits})");
        }

        return ExitCode.Done;
    }

    private static EngineRecord ToRecord(EngineInfo engine, bool needsModel) => new()
    {
        Name = engine.Name,
        Summary = engine.Summary,
        UsesPrompt = engine.UsesPrompt,
        NeedsModel = needsModel,
        UsesSeed = engine.UsesSeed,
        IsDefault = engine.Name == FillArguments.DefaultEngine,
    };
}
