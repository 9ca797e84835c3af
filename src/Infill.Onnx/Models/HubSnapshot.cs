using System.Text;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Finds the current revision in a model's folder of the Hugging Face cache: <c>models--ORG--NAME/{blobs,refs,snapshots}</c>.</summary>
internal static class HubSnapshot
{
    private const int LongestRevision = 200;

    /// <summary>The snapshot to open: of <c>refs/main</c>, or the only one; the path itself if it is no folder of the cache.</summary>
    /// <exception cref="ModelException">It is one, but holds no revision that can be told.</exception>
    public static string Resolve(string path)
    {
        string snapshots = Path.Combine(path, "snapshots");
        if (!Directory.Exists(snapshots) || !Directory.Exists(Path.Combine(path, "blobs")))
        {
            return path;
        }

        string main = Path.Combine(path, "refs", "main");
        if (File.Exists(main))
        {
            string revision = ReadRevision(main);
            string named = Path.Combine(snapshots, revision);
            return Directory.Exists(named) ? named
                : throw new ModelException($"{main} names the revision {Shown.Quote(revision)}, which is not in {snapshots}; download the model again.") { Fault = ModelFault.Missing };
        }

        string[] all = [.. Directory.EnumerateDirectories(snapshots).Order(StringComparer.Ordinal)];
        return all.Length == 1 ? all[0]
            : throw new ModelException($"{snapshots} holds {all.Length} revisions and refs/main is missing; name one of them.") { Fault = ModelFault.Missing };
    }

    private static string ReadRevision(string file)
    {
        using WeightFile open = WeightFile.Open(file);
        byte[] text = new byte[Math.Min(open.Length, LongestRevision)];
        open.Read(0, text);
        string revision = Encoding.UTF8.GetString(text).Trim();
        return revision.Length > 0 && revision.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && revision[0] != '.' ? revision
            : throw new ModelException($"{file} names no revision.");
    }
}
