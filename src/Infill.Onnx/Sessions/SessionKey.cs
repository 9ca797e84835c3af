using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Sessions;

/// <summary>Everything that an optimised network depends on. Equal keys, equal networks.</summary>
/// <param name="Text">One fact a line.</param>
internal sealed record SessionKey(string Text)
{
    /// <summary>Grows when an entry's form changes.</summary>
    private const int Form = 1;

    /// <summary>Name of the entry's folder.</summary>
    public string Name => Infill.Imaging.Sha256.Hash(Encoding.UTF8.GetBytes(Text));

    /// <summary>The key of a network.</summary>
    /// <param name="graph">As it is handed to the runtime; it holds offsets, shapes and operators.</param>
    /// <param name="files">Its weights.</param>
    public static SessionKey Of(ReadOnlySpan<byte> graph, IEnumerable<WeightFile> files)
    {
        var text = new StringBuilder();
        text.Append($"form {Form}\nruntime {OnnxModel.RuntimeVersion}\nprocessor {Processor()}\n");
        text.Append($"graph {Infill.Imaging.Sha256.Hash(graph)}\n");
        foreach (WeightFile file in files)
        {
            text.Append($"file {file.RealFile} {Describe(file.Identity)}\n");
        }

        return new SessionKey(text.ToString());
    }

    /// <summary>A file's identity without its device's number, which a restart may change.</summary>
    public static string Describe(FileIdentity identity) => $"{identity.Size} {identity.Modified} {identity.Changed} {identity.Inode}";

    // What decides which layout of the weights the runtime chooses, and which operators it fuses.
    private static string Processor() => string.Join(
        ' ',
        new (string Name, bool IsThere)[]
        {
            ("sse4.1", Sse41.IsSupported),
            ("avx", Avx.IsSupported),
            ("avx2", Avx2.IsSupported),
            ("fma", Fma.IsSupported),
            ("avx512f", Avx512F.IsSupported),
            ("avx512bw", Avx512BW.IsSupported),
            ("avx512vbmi", Avx512Vbmi.IsSupported),
            ("neon", AdvSimd.IsSupported),
            ("dotprod", Dp.IsSupported),
        }.Where(f => f.IsThere).Select(f => f.Name));
}
