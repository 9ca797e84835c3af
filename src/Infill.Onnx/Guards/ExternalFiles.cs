using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Guards;

/// <summary>Finds and opens the files beside a graph that its weights lie in.</summary>
/// <param name="graph">The graph's file.</param>
/// <param name="limits">How many there may be.</param>
internal sealed class ExternalFiles(WeightFile graph, GraphLimits limits)
{
    /// <summary>Where the runtime looks: the real folder of the real file.</summary>
    private readonly string _real = Path.GetDirectoryName(graph.RealFile)!;

    /// <summary>Where the user sees the graph; in the Hugging Face cache a folder of links, while all real files lie in another.</summary>
    private readonly string _named = RealPath.Of(Path.GetDirectoryName(Path.GetFullPath(graph.Path))!);

    /// <summary>Opens every file once and holds the tensors' ranges against its length.</summary>
    /// <returns>The files by the locations that the graph writes; the caller disposes them.</returns>
    /// <exception cref="ModelException">One is missing, no regular file, reached through a link that leaves the folder, or too short.</exception>
    public IReadOnlyDictionary<string, WeightFile> Open(IReadOnlyList<ExternalTensor> tensors)
    {
        using var files = new OpenFiles();
        var found = new Dictionary<string, WeightFile>(StringComparer.Ordinal);
        foreach (ExternalTensor tensor in tensors)
        {
            if (!found.TryGetValue(tensor.Location, out WeightFile? file))
            {
                found[tensor.Location] = file = found.Count < limits.MostFiles ? files.Add(Open(tensor.Location))
                    : throw new ModelException($"{graph.Path} keeps its weights in more than {limits.MostFiles} files.") { Fault = ModelFault.Limit };
            }

            if (!tensor.Fits((ulong)file.Length))
            {
                throw new ModelException(
                    $"{graph.Path} is refused: tensor {Shown.Quote(tensor.Name)} is said to have {tensor.Length:N0} bytes at {tensor.Offset:N0} of {Shown.Quote(tensor.Location)}, which has {file.Length:N0}.");
            }
        }

        files.HandOver();
        return found;
    }

    private WeightFile Open(string location)
    {
        string beside = Path.Combine(_real, location);
        string path = File.Exists(beside) || Directory.Exists(beside) ? beside : Path.Combine(_named, location);
        string real = RealPath.Of(path);
        return RealPath.IsWithin(real, _real) || RealPath.IsWithin(real, _named) ? WeightFile.OpenElements(path)
            : throw new ModelException($"{path}, where {graph.Path} keeps weights, is a link that leads out of the folder, to {real}; copy the file into the folder.");
    }
}
