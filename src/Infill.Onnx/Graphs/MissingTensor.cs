namespace Infill.Onnx.Graphs;

/// <summary>A weight that a network needs and its files do not hold.</summary>
/// <param name="Name">Diffusers name.</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed record MissingTensor(string Name, IReadOnlyList<long> Shape);
