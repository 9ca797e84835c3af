using Infill.Cli.Options;
using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Controls;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;

namespace Infill.Cli.Jobs;

/// <summary>The engines of a command: those that need nothing, and those over the models that its jobs name. A model is opened once, however
/// many jobs name it; its networks are loaded by the first that fills. Threads may share it.</summary>
/// <param name="builtIn">Engines that need nothing.</param>
internal sealed class EngineShelf(EngineCatalog builtIn) : IDisposable
{
    private const long BytesPerMegabyte = 1 << 20;

    private readonly Lock _opening = new();
    private readonly Dictionary<string, (SdRuntime Runtime, EngineCatalog Catalog)> _models = new(StringComparer.Ordinal);

    /// <summary>A shelf with the embedded engines.</summary>
    public static EngineShelf Create() => new(BuiltInEngines.CreateCatalog());

    /// <summary>The engines that a job may ask for.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="CliException">There is no such model.</exception>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    public EngineCatalog For(JobArguments job)
    {
        if (job.Model is not ModelArguments model)
        {
            return builtIn;
        }

        lock (_opening)
        {
            string key = string.Join('\n', [model.Path, .. model.Loras, "", .. model.Embeddings, "", .. model.Controls, model.Vae ?? "", model.Device, $"{model.MaxMemoryMb}"]);
            if (!_models.TryGetValue(key, out (SdRuntime Runtime, EngineCatalog Catalog) known))
            {
                SdRuntime runtime = SdRuntime.Open(ToSetup(model));
                EngineCatalog catalog = BuiltInEngines.CreateCatalog();
                runtime.AddTo(catalog);
                known = (runtime, catalog);
                _models.Add(key, known);
            }

            return known.Catalog;
        }
    }

    /// <summary>Frees every model.</summary>
    public void Dispose()
    {
        foreach ((SdRuntime runtime, _) in _models.Values)
        {
            runtime.Dispose();
        }
    }

    private static ControlSetup ToControl(ControlText control) => new()
    {
        Path = ModelPlace.Find(control.Path),
        Kind = control.Kind,
        Scale = control.Scale ?? ControlSetup.DefaultScale,
        Start = control.From,
        End = control.To,
        Map = control.Map is string map ? ImageFile.Load(map, new LoadOptions()) : null,
    };

    private static SdSetup ToSetup(ModelArguments model) => new()
    {
        Path = ModelPlace.Find(model.Path),
        Options = new Infill.Onnx.Models.ModelOptions { Vae = model.Vae },
        Loras = [.. model.Loras.Select(text => LoraText.Parse(text)!.Value).Select(lora => new LoraUse(lora.Path, lora.Weight))],
        Embeddings = model.Embeddings,
        Controls = [.. model.Controls.Select(text => ToControl(ControlText.Parse(text)!))],
        Device = Enum.Parse<OnnxDevice>(model.Device, ignoreCase: true),
        MemoryLimit = model.MaxMemoryMb * BytesPerMegabyte,
    };
}
