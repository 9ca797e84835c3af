namespace Infill.Onnx.Weights;

/// <summary>Refuses the older way to store weights: a pickle is a program, and loading it runs it.</summary>
internal static class Pickle
{
    private static readonly string[] Extensions = [".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"];

    /// <summary>True if a file of that name is a pickle by custom.</summary>
    public static bool IsNamed(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the first bytes are a pickle's, or a ZIP's that PyTorch wraps one in.</summary>
    public static bool IsStart(ReadOnlySpan<byte> start) => start is [0x80, >= 2 and <= 5, ..] or [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>Refuses by name.</summary>
    /// <exception cref="ModelException">The name ends like a pickle's.</exception>
    public static void Refuse(string path)
    {
        if (IsNamed(path))
        {
            throw Refusal(path);
        }
    }

    /// <summary>Why, and the remedy.</summary>
    public static ModelException Refusal(string path) => new(
        $"{path} is a pickle, which can run any program when it is loaded, so it is refused; "
        + "use the .safetensors form of the same weights (most models have one), or convert it where you trust it.");
}
