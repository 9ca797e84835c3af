using Infill.Imaging;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Sessions;

/// <summary>One optimised network on disk: a folder with the graph, its weights and a stamp that vouches for both.</summary>
/// <param name="Folder">Its folder, whether it is there or not.</param>
/// <param name="Key">What it must have been made from.</param>
internal sealed record SessionEntry(string Folder, SessionKey Key)
{
    /// <summary>Name of the graph.</summary>
    public const string GraphName = "graph.onnx";

    /// <summary>Name of the weights that the graph points to.</summary>
    public const string WeightsName = "weights.bin";

    /// <summary>Name of the stamp; the entry was last used when this file was last read.</summary>
    public const string StampName = "stamp";

    /// <summary>Optimised graphs have some hundred kilobytes; what stands in them is parsed by the runtime.</summary>
    private const long MostGraphBytes = 64 * 1024 * 1024;

    private string Graph => Path.Combine(Folder, GraphName);

    private string Stamp => Path.Combine(Folder, StampName);

    /// <summary>The graph, if the entry is whole, ours, and nothing in it was touched since it was sealed; else null.</summary>
    /// <remarks>The graph is hashed. The weights are not parsed but mapped, and as large as the model: their size, times and number speak for them.</remarks>
    public byte[]? Read()
    {
        try
        {
            if (!PrivateFile.IsOurs(Folder) || !PrivateFile.IsOurs(Graph) || !PrivateFile.IsOurs(Stamp) || new FileInfo(Graph).Length > MostGraphBytes)
            {
                return null;
            }

            byte[] graph = File.ReadAllBytes(Graph);
            string stamp = MakeStamp(graph);
            return new FileInfo(Stamp).Length == stamp.Length && File.ReadAllText(Stamp) == stamp ? graph : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ModelException)
        {
            return null;
        }
    }

    /// <summary>Vouches for what the runtime wrote into the folder, and moves it to its place.</summary>
    /// <param name="place">The entry's final folder; another entry of the same name is replaced.</param>
    /// <exception cref="IOException">The disk is full, or another process was quicker.</exception>
    public void Seal(string place)
    {
        foreach (string name in new[] { GraphName, WeightsName })
        {
            PrivateFile.Protect(Path.Combine(Folder, name));
            using FileStream file = File.Open(Path.Combine(Folder, name), FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        }

        string stamp = MakeStamp(File.ReadAllBytes(Graph));
        AtomicFile.Write(Stamp, overwrite: false, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(stamp)), PrivateFile.Protect);
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }

        Directory.Move(Folder, place);
    }

    private string MakeStamp(ReadOnlySpan<byte> graph)
    {
        string weights = Path.Combine(Folder, WeightsName);
        return PrivateFile.IsOurs(weights)
            ? $"{Key.Text}graph {Sha256.Hash(graph)}\nweights {SessionKey.Describe(FileIdentity.Of(weights))}\n"
            : throw new IOException($"{weights} is not a file of this user alone.");
    }
}
