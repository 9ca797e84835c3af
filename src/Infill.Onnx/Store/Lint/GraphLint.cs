using Infill.Onnx.Erasers;
using Infill.Onnx.Guards;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Lint;

/// <summary>Looks into a ready ONNX graph as a job would before it runs one: what is refused, what it takes and gives, whether it is a known eraser.</summary>
internal static class GraphLint
{
    /// <summary>What is known of the graph, with the hashes of the files beside it.</summary>
    /// <exception cref="ModelException">It is refused; the message names the file and the reason.</exception>
    public static LintReport Run(string path, CancellationToken cancellationToken)
    {
        using WeightFile file = WeightFile.Open(path);
        GraphContract contract = GraphGuard.Look(file);
        EraserSpec? eraser = EraserSpecs.Find(contract);
        string[] beside = [.. contract.External.Select(tensor => tensor.Location).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new LintReport
        {
            Path = path,
            Kind = eraser is null ? "ONNX graph" : $"eraser, {eraser.Family} ({eraser.FixedSize?.ToString() ?? "any size"})",
            Layout = "graph",
            Files = [.. beside.Select(name => LintFiles.HashElements(folder, name, cancellationToken)).OfType<LintFile>()],
            Remarks = [$"takes {GraphPort.Show(contract.Inputs)}", $"gives {GraphPort.Show(contract.Outputs)}", $"{contract.Nodes:N0} nodes"],
            Problems = contract is { Nodes: > 0, Outputs.Count: > 0 } ? [] : [$"{path} holds no graph with nodes and outputs"],
        };
    }
}
