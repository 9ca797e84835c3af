using Infill.Onnx.Weights;

namespace Infill.Onnx.Guards;

/// <summary>Stands between ONNX files that we did not write and the runtime: parses them first, and refuses what could lead it astray.</summary>
/// <remarks>Refused are places of weights outside the graph's folder or in memory, unknown operator domains, functions, training steps, compiled graphs,
/// more nodes, tensors, files or nesting than <see cref="GraphLimits"/> allows, and whatever is no regular file or no whole protobuf.</remarks>
internal static class GraphGuard
{
    /// <summary>Opens and checks a file that the user named.</summary>
    /// <exception cref="ModelException">Missing, too large, or refused; the message names the file and the reason.</exception>
    public static CheckedGraph Open(string path, GraphLimits? limits = null)
    {
        WeightFile file = WeightFile.Open(path);
        try
        {
            return Check(file, limits, ownsFile: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Checks a file that is open; it stays the caller's.</summary>
    /// <exception cref="ModelException">Too large, or refused; the message names the file and the reason.</exception>
    public static CheckedGraph Check(WeightFile file, GraphLimits? limits = null) => Check(file, limits, ownsFile: false);

    /// <summary>Checks a file without reading its weights, for models that are opened long before they run; whoever builds the session uses <see cref="Check(WeightFile, GraphLimits?)"/>.</summary>
    /// <returns>What the file says of itself.</returns>
    /// <exception cref="ModelException">Too large, or refused; the message names the file and the reason.</exception>
    public static GraphContract Look(WeightFile file, GraphLimits? limits = null)
    {
        limits ??= new GraphLimits();
        RequireSize(file, limits);
        GraphContract contract = Parse(file.Path, file.Map(0, (int)file.Length), limits);
        foreach (WeightFile weights in new ExternalFiles(file, limits).Open(contract.External).Values)
        {
            weights.Dispose();
        }

        return contract;
    }

    private static CheckedGraph Check(WeightFile file, GraphLimits? limits, bool ownsFile)
    {
        limits ??= new GraphLimits();
        RequireSize(file, limits);
        byte[] bytes = new byte[file.Length];
        file.Read(0, bytes);
        GraphContract contract = Parse(file.Path, bytes, limits);
        IReadOnlyDictionary<string, WeightFile> weights = new ExternalFiles(file, limits).Open(contract.External);
        try
        {
            return new CheckedGraph(file, contract, Place(file, bytes, weights), [.. weights.Values], ownsFile);
        }
        catch
        {
            weights.Values.ToList().ForEach(w => w.Dispose());
            throw;
        }
    }

    private static void RequireSize(WeightFile file, GraphLimits limits)
    {
        if (file.Length > limits.MostBytes)
        {
            throw new ModelException($"{file.Path} has {file.Length:N0} bytes; a graph may have at most {limits.MostBytes:N0}, larger weights lie beside it.") { Fault = ModelFault.Limit };
        }
    }

    private static GraphContract Parse(string path, ReadOnlySpan<byte> bytes, GraphLimits limits)
    {
        try
        {
            return GraphParser.Parse(bytes, limits);
        }
        catch (InvalidDataException reason)
        {
            throw new ModelException($"{path} is refused as an ONNX file: {reason.Message}.", reason);
        }
    }

    private static (byte[] Bytes, string? Folder) Place(WeightFile file, byte[] bytes, IReadOnlyDictionary<string, WeightFile> weights)
    {
        if (weights.Count == 0)
        {
            return (bytes, null);
        }

        string folder = Path.GetDirectoryName(file.RealFile)!;
        if (weights.All(w => w.Value.RealFile == Path.GetFullPath(w.Key, folder)))
        {
            return (bytes, folder);
        }

        // Links: the runtime gets the real names in their real folder.
        string[] folders = [.. weights.Values.Select(w => Path.GetDirectoryName(w.RealFile)!).Distinct()];
        return folders.Length == 1
            ? (ExternalRebase.Rewrite(bytes, weights.ToDictionary(w => w.Key, w => Path.GetFileName(w.Value.RealFile))), folders[0])
            : throw new ModelException($"{file.Path} keeps its weights in {folders.Length} folders, reached through links; copy them beside it.");
    }
}
