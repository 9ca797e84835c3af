using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Files that were opened on the way to a model: handed over at the end, or closed if it did not come to that.</summary>
internal sealed class OpenFiles : IDisposable
{
    private List<WeightFile> _files = [];

    /// <summary>Takes care of files.</summary>
    /// <returns>The same files.</returns>
    public IReadOnlyList<SafetensorsFile> Add(IReadOnlyList<SafetensorsFile> files)
    {
        _files.AddRange(files.Select(file => file.File));
        return files;
    }

    /// <summary>Takes care of a file.</summary>
    /// <returns>The same file.</returns>
    public WeightFile Add(WeightFile file)
    {
        _files.Add(file);
        return file;
    }

    /// <summary>Gives all files to a new owner.</summary>
    public IReadOnlyList<WeightFile> HandOver()
    {
        List<WeightFile> files = _files;
        _files = [];
        return files;
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());
}
