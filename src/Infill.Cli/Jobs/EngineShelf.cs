using Infill.Cli.Options;
using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Controls;
using Infill.Onnx.Erasers;
using Infill.Onnx.Models;
using Infill.Onnx.Sessions;
using Infill.Onnx.StableDiffusion;
using Infill.Onnx.Store;

namespace Infill.Cli.Jobs;

/// <summary>The engines of a command: those that need nothing, and those over the files that its jobs name. A model is opened once, however
/// many jobs name it; networks are loaded by the first job that fills. Threads may share it.</summary>
internal sealed class EngineShelf : IDisposable
{
    private const long BytesPerMegabyte = 1 << 20;

    private readonly Lock _opening = new();
    private readonly EngineCatalog _embedded = BuiltInEngines.CreateCatalog();
    private readonly Dictionary<string, EngineCatalog> _catalogs = new(StringComparer.Ordinal);
    private readonly List<IDisposable> _opened = [];

    /// <summary>The gate's models, shared by all jobs as the engines are.</summary>
    public GateEyes Eyes { get; } = new();

    /// <summary>The engines that a job may ask for.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="CliException">There is no such model.</exception>
    /// <exception cref="Onnx.ModelException">The model cannot be used.</exception>
    public EngineCatalog For(JobArguments job)
    {
        if (job.Model is null && job.Fill.Eraser is null)
        {
            return _embedded;
        }

        lock (_opening)
        {
            string key = string.Join('\n', [job.Fill.Eraser ?? "", .. job.Model is ModelArguments model ? KeyOf(model) : []]);
            if (!_catalogs.TryGetValue(key, out EngineCatalog? catalog))
            {
                catalog = BuiltInEngines.CreateCatalog();
                AddEraser(catalog, job.Fill.Eraser);
                AddModel(catalog, job.Model);
                _catalogs.Add(key, catalog);
            }

            return catalog;
        }
    }

    /// <summary>Frees every model.</summary>
    public void Dispose()
    {
        Eyes.Dispose();
        _opened.ForEach(one => one.Dispose());
    }

    private static IEnumerable<string> KeyOf(ModelArguments model) =>
        [model.Path, .. model.Loras, "", .. model.Embeddings, "", .. model.Controls, model.Vae ?? "", model.Device, $"{model.MaxMemoryMb} {model.StepCache} {model.KeepsSessions}"];

    // Opened when such an engine first fills: a job that asks for another one does not even look at the file.
    private void AddEraser(EngineCatalog catalog, string? path)
    {
        if (path is not null)
        {
            var file = new EraserFile(path);
            _opened.Add(file);
            file.AddTo(catalog);
        }
    }

    private void AddModel(EngineCatalog catalog, ModelArguments? model)
    {
        if (model is not null)
        {
            SdRuntime runtime = SdRuntime.Open(ToSetup(model));
            _opened.Add(runtime);
            runtime.AddTo(catalog);
        }
    }

    /// <summary>A path, or a model of the store; never the network.</summary>
    private static string Find(string text) => ModelLocator.Find(text, Environment.GetEnvironmentVariable);

    private static ControlSetup ToControl(ControlText control) => new()
    {
        Path = Find(control.Path),
        Kind = control.Kind,
        Scale = control.Scale ?? ControlSetup.DefaultScale,
        Start = control.From,
        End = control.To,
        Map = control.Map is string map ? ImageFile.Load(map, new LoadOptions()) : null,
    };

    private static SdSetup ToSetup(ModelArguments model) => new()
    {
        Path = Find(model.Path),
        Options = new Infill.Onnx.Models.ModelOptions { Vae = model.Vae is string vae ? Find(vae) : null },
        Loras = [.. model.Loras.Select(text => LoraText.Parse(text)!.Value).Select(lora => new LoraUse(lora.Path, lora.Weight))],
        Embeddings = model.Embeddings,
        Controls = [.. model.Controls.Select(text => ToControl(ControlText.Parse(text)!))],
        Device = Enum.Parse<OnnxDevice>(model.Device, ignoreCase: true),
        StepCache = model.StepCache is int interval ? new StepCache { Interval = interval } : null,
        SessionCache = model.KeepsSessions ? SessionCacheOptions.Find(Environment.GetEnvironmentVariable) : null,
        MemoryLimit = model.MaxMemoryMb * BytesPerMegabyte,
    };
}
