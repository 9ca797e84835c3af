using Infill.Engines;
using Infill.Onnx.Erasers;

namespace Infill.Cli.Jobs;

/// <summary>The engines that jobs may name: the embedded ones, and those whose files the user names. The only place that adds any.</summary>
/// <remarks>Files are opened, and ONNX Runtime is loaded, when such an engine first fills; all jobs of the command share what was loaded.</remarks>
internal sealed class JobEngines : IDisposable
{
    private readonly List<IDisposable> _files = [];

    /// <summary>The embedded engines, and the eraser if there is a file for one.</summary>
    /// <param name="eraser">Path of its ONNX file, or null.</param>
    public JobEngines(string? eraser)
    {
        if (eraser is not null)
        {
            AddEraser(eraser);
        }
    }

    /// <summary>Where jobs look their engine up.</summary>
    public EngineCatalog Catalog { get; } = BuiltInEngines.CreateCatalog();

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    // A method of its own: commands without an eraser need not even load the assembly.
    private void AddEraser(string path)
    {
        var file = new EraserFile(path);
        _files.Add(file);
        Catalog.Add(EraserEngine.Description, () => new EraserEngine(file));
    }
}
