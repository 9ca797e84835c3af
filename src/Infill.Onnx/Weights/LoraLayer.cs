namespace Infill.Onnx.Weights;

/// <summary>What a LoRA adds to one weight: alpha/rank · up · down.</summary>
/// <param name="Module">The layer as the file calls it, such as <c>lora_unet_mid_block_attentions_0_proj_in</c>.</param>
/// <param name="Down">rank × inputs, or rank × inputs × kernel.</param>
/// <param name="Up">outputs × rank.</param>
/// <param name="Mid">rank × rank × kernel, of convolutions that were taken apart further; null for most.</param>
/// <param name="Alpha">Null for the rank itself.</param>
internal sealed record LoraLayer(string Module, WeightTensor Down, WeightTensor Up, WeightTensor? Mid, float? Alpha)
{
    /// <summary>Rows of <see cref="Down"/>.</summary>
    public int Rank => (int)Down.Shape[0];

    /// <summary>True if the parts fit one another, and their product fits a weight.</summary>
    public bool Fits(WeightTensor weight)
    {
        if (Down.Shape.Count < 2 || Up.Shape.Count < 2 || Rank < 1 || Down.Count % Rank != 0 || Up.Count != Up.Shape[0] * Rank || weight.Shape.Count < 2)
        {
            return false;
        }

        long kernel = Mid is null ? 1 : Mid.Count / ((long)Rank * Rank);
        return Up.Shape[0] == weight.Shape[0]
            && (Mid is null || (Mid.Shape.Count >= 2 && Mid.Shape[0] == Rank && Mid.Shape[1] == Rank))
            && Down.Count / Rank * kernel == weight.Count / weight.Shape[0];
    }
}
