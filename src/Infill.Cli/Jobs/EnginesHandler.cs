using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Engines;

namespace Infill.Cli.Jobs;

/// <summary>Lists the engines of this build.</summary>
internal static class EnginesHandler
{
    /// <summary>The engines of this build, by name.</summary>
    public static EngineRecord[] List() =>
    [
        .. BuiltInEngines.CreateCatalog().Engines.Select(e => new EngineRecord
        {
            Name = e.Name,
            Summary = e.Summary,
            UsesPrompt = e.UsesPrompt,
            UsesSeed = e.UsesSeed,
            IsDefault = e.Name == FillArguments.DefaultEngine,
        }),
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
            string traits = (engine.UsesPrompt ? "text" : "no text") + (engine.UsesSeed ? ", seed" : ", no seed") + (engine.IsDefault ? ", default" : "");
            voice.Output.WriteLine($"{engine.Name,-10} {engine.Summary} ({traits})");
        }

        return ExitCode.Done;
    }
}
