using System.Text.RegularExpressions;

namespace Infill.Onnx.Weights.KeyMaps;

/// <summary>Names of an autoencoder's tensors in the original code, and what diffusers calls them.</summary>
/// <remarks>The original counts the decoder's levels from the finest, diffusers from the coarsest.</remarks>
internal static partial class VaeNames
{
    private static readonly Renames Parts = new(
        ("norm_out", "conv_norm_out"),
        ("mid.block_1", "mid_block.resnets.0"),
        ("mid.block_2", "mid_block.resnets.1"),
        ("mid.attn_1.norm", "mid_block.attentions.0.group_norm"),
        ("mid.attn_1.q", "mid_block.attentions.0.to_q"),
        ("mid.attn_1.k", "mid_block.attentions.0.to_k"),
        ("mid.attn_1.v", "mid_block.attentions.0.to_v"),
        ("mid.attn_1.proj_out", "mid_block.attentions.0.to_out.0"));

    private static readonly Renames Layers = new(
        ("downsample", "downsamplers.0"),
        ("upsample", "upsamplers.0"));

    /// <summary>Number of levels of an autoencoder in the original names.</summary>
    public static int Levels(Func<string, bool> has) => Enumerable.Range(0, 16).TakeWhile(i => has($"encoder.down.{i}.block.0.conv1.weight")).Count();

    /// <summary>The tensor under diffusers' name, its attention as matrices; null if the original has no such tensor.</summary>
    public static WeightTensor? ToDiffusers(WeightTensor tensor, int levels) =>
        Rename(tensor.Name, levels) is string name
            ? name.Contains(".attentions.", StringComparison.Ordinal) ? DiffusersKeys.Flat(tensor.Named(name)) : tensor.Named(name)
            : null;

    private static string? Rename(string name, int levels)
    {
        if (name.StartsWith("quant_conv.", StringComparison.Ordinal) || name.StartsWith("post_quant_conv.", StringComparison.Ordinal))
        {
            return name;
        }

        Match match = Half().Match(name);
        if (!match.Success)
        {
            return null;
        }

        string half = match.Groups["half"].Value;
        string rest = match.Groups["rest"].Value;
        Match level = Level().Match(rest);
        if (!level.Success)
        {
            return $"{half}.{Parts.ToDiffusers(rest)}".Replace("nin_shortcut", "conv_shortcut", StringComparison.Ordinal);
        }

        int number = int.Parse(level.Groups["level"].Value);
        bool isUp = level.Groups["way"].Value == "up";
        string inner = level.Groups["inner"].Value;
        inner = inner.StartsWith("block.", StringComparison.Ordinal) ? $"resnets.{inner["block.".Length..]}" : Layers.ToDiffusers(inner);
        return number < levels
            ? $"{half}.{(isUp ? "up" : "down")}_blocks.{(isUp ? levels - 1 - number : number)}.{inner}".Replace("nin_shortcut", "conv_shortcut", StringComparison.Ordinal)
            : null;
    }

    [GeneratedRegex(@"^(?<half>encoder|decoder)\.(?<rest>.+)$")]
    private static partial Regex Half();

    [GeneratedRegex(@"^(?<way>down|up)\.(?<level>[0-9]{1,2})\.(?<inner>.+)$")]
    private static partial Regex Level();
}
