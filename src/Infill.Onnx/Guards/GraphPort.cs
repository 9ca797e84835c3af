using Infill.Onnx.Weights;

namespace Infill.Onnx.Guards;

/// <summary>An input or output as the file declares it.</summary>
/// <param name="Name">Name that a run feeds or fetches.</param>
/// <param name="ElementType">ONNX's TensorProto.DataType; 0 if it is no tensor.</param>
/// <param name="Dims">A number where the dimension is fixed, null where each run chooses it.</param>
internal sealed record GraphPort(string Name, int ElementType, IReadOnlyList<long?> Dims)
{
    private const int MostShown = 8;

    /// <summary>"nothing", or up to eight ports with commas between them, for messages.</summary>
    public static string Show(IReadOnlyList<GraphPort> ports) =>
        ports.Count == 0 ? "nothing" : string.Join(", ", ports.Take(MostShown)) + (ports.Count > MostShown ? " …" : "");

    /// <summary>"'image' float[1, 3, ?, ?]", for messages.</summary>
    public override string ToString() => $"{Shown.Quote(Name)} {TensorKind.NameOf(ElementType)}[{string.Join(", ", Dims.Select(d => d?.ToString() ?? "?"))}]";
}
