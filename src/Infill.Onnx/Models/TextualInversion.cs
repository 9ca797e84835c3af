using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>A word that a text encoder learned afterwards: one or more vectors that stand for it.</summary>
/// <remarks>Gal et al. 2022.</remarks>
public sealed record TextualInversion
{
    private const string PlainKey = "emb_params";

    /// <summary>As it is written in prompts, in any case.</summary>
    public required string Word { get; init; }

    /// <summary>Tokens × channels per text encoder that knows the word; told apart by their channels.</summary>
    internal IReadOnlyList<WeightTensor> Vectors { get; init; } = [];

    /// <summary>Reads a .safetensors file: <c>emb_params</c>, XL's <c>clip_l</c> and <c>clip_g</c>, or diffusers' one tensor under the word itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="word">Null for the word that the file says, or else the file's name.</param>
    /// <exception cref="ModelException">Broken, a pickle, or something else.</exception>
    public static TextualInversion Read(string path, string? word = null)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        string[] names = [.. file.Names];
        bool isPlain = names.Contains(PlainKey) || names.Contains("clip_l") || names.Contains("clip_g");
        string[] taken = isPlain ? [.. names.Where(n => n is PlainKey or "clip_l" or "clip_g")] : names;
        string own = isPlain ? Path.GetFileNameWithoutExtension(path) : names.FirstOrDefault() ?? "";
        return taken.Length >= 1 && (isPlain || taken.Length == 1) && taken.All(n => file.Find(n) is { Shape.Count: 1 or 2, Count: > 0 })
            ? new TextualInversion { Word = word ?? own, Vectors = [.. taken.Select(n => Copy(file.Find(n)!))] }
            : throw new ModelException($"{path} holds {taken.Length} tensors, but no learned word: expected emb_params, clip_l and clip_g, or one tensor of vectors.");
    }

    // Small enough to be copied, so that the file need not stay open.
    private static WeightTensor Copy(WeightTensor tensor) =>
        WeightTensor.InMemory(tensor.Name, tensor.Shape is [long channels] ? [1, channels] : tensor.Shape, TensorValues.ToFloats(tensor));
}
