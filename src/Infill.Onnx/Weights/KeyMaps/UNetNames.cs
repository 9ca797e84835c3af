using System.Text.RegularExpressions;

namespace Infill.Onnx.Weights.KeyMaps;

/// <summary>Names of a UNet's tensors in the original code (one row of numbered blocks per direction) and in diffusers (levels of layers).</summary>
/// <param name="LayersPerBlock">Residual blocks of a level on the way down.</param>
/// <param name="Levels">Number of levels.</param>
/// <remarks>Source: the correspondence that diffusers' <c>single_file_utils.py</c> documents.</remarks>
internal sealed partial record UNetNames(int LayersPerBlock, int Levels)
{
    private static readonly Renames Ends = new(
        ("time_embed.0", "time_embedding.linear_1"),
        ("time_embed.2", "time_embedding.linear_2"),
        ("time_embed.cond_proj", "time_embedding.cond_proj"),
        ("label_emb.0.0", "add_embedding.linear_1"),
        ("label_emb.0.2", "add_embedding.linear_2"),
        ("input_blocks.0.0", "conv_in"),
        ("middle_block.0", "mid_block.resnets.0"),
        ("middle_block.1", "mid_block.attentions.0"),
        ("middle_block.2", "mid_block.resnets.1"),
        ("out.0", "conv_norm_out"),
        ("out.2", "conv_out"));

    private static readonly Renames Resnet = new(
        ("in_layers.0", "norm1"),
        ("in_layers.2", "conv1"),
        ("emb_layers.1", "time_emb_proj"),
        ("out_layers.0", "norm2"),
        ("out_layers.3", "conv2"),
        ("skip_connection", "conv_shortcut"));

    /// <summary>Reads the numbers of layers and levels off the original names.</summary>
    /// <param name="has">Tells whether there is a tensor of that name.</param>
    public static UNetNames Detect(Func<string, bool> has)
    {
        int blocks = 1;
        var halvings = new List<int>();
        for (; has($"input_blocks.{blocks}.0.in_layers.0.weight") || has($"input_blocks.{blocks}.0.op.weight"); blocks++)
        {
            if (has($"input_blocks.{blocks}.0.op.weight"))
            {
                halvings.Add(blocks);
            }
        }

        return new UNetNames(Math.Max(1, (halvings.Count > 0 ? halvings[0] : blocks) - 1), halvings.Count + 1);
    }

    /// <summary>The diffusers name; null if the original has no such tensor.</summary>
    public string? ToDiffusers(string original)
    {
        string end = Ends.ToDiffusers(original);
        if (end != original)
        {
            return end.StartsWith("mid_block.resnets.", StringComparison.Ordinal) ? Layer(end, 3, Resnet.ToDiffusers) : end;
        }

        Match match = OriginalBlock().Match(original);
        if (!match.Success || !int.TryParse(match.Groups["block"].Value, out int block) || (match.Groups["way"].Value == "input" && block == 0))
        {
            return null;
        }

        return match.Groups["way"].Value == "input"
            ? Down(block - 1, match.Groups["part"].Value, match.Groups["rest"].Value)
            : Up(block, match.Groups["part"].Value, match.Groups["rest"].Value);
    }

    /// <summary>The original name; null if diffusers has no such tensor.</summary>
    public string? ToOriginal(string diffusers)
    {
        string inner = diffusers.StartsWith("mid_block.resnets.", StringComparison.Ordinal) ? Layer(diffusers, 3, Resnet.ToOriginal) : diffusers;
        string end = Ends.ToOriginal(inner);
        if (end != inner)
        {
            return end;
        }

        Match match = DiffusersBlock().Match(diffusers);
        if (!match.Success || !int.TryParse(match.Groups["level"].Value, out int level) || !int.TryParse(match.Groups["layer"].Value, out int layer))
        {
            return null;
        }

        bool isDown = match.Groups["way"].Value == "down";
        int block = (level * (LayersPerBlock + 1)) + layer + (isDown ? 1 : 0);
        string rest = match.Groups["rest"].Value;
        string way = isDown ? "input_blocks" : "output_blocks";
        return match.Groups["kind"].Value switch
        {
            "resnets" => $"{way}.{block}.0.{Resnet.ToOriginal(rest)}",
            "attentions" => $"{way}.{block}.1.{rest}",
            "downsamplers" when isDown => $"{way}.{((level + 1) * (LayersPerBlock + 1))}.0.op{rest["conv".Length..]}",
            _ => null,
        };
    }

    /// <summary>The original name of an upsampler, which depends on whether the level attends; null for other names.</summary>
    /// <param name="diffusers">A name.</param>
    /// <param name="attends">Tells whether a level of the way up, coarsest first, has attention.</param>
    public string? UpsamplerToOriginal(string diffusers, Func<int, bool> attends) =>
        Upsampler().Match(diffusers) is { Success: true } match && int.TryParse(match.Groups["level"].Value, out int level)
            ? $"output_blocks.{(level * (LayersPerBlock + 1)) + LayersPerBlock}.{(attends(level) ? 2 : 1)}.conv{match.Groups["rest"].Value}"
            : null;

    private string? Down(int block, string part, string rest)
    {
        int level = block / (LayersPerBlock + 1);
        int layer = block % (LayersPerBlock + 1);
        string scope = $"down_blocks.{level}";
        return (layer == LayersPerBlock, part) switch
        {
            (true, "0") when rest.StartsWith("op.", StringComparison.Ordinal) => $"{scope}.downsamplers.0.conv{rest["op".Length..]}",
            (false, "0") => $"{scope}.resnets.{layer}.{Resnet.ToDiffusers(rest)}",
            (false, "1") => $"{scope}.attentions.{layer}.{rest}",
            _ => null,
        };
    }

    // The last layer of a level ends with its upsampler: the second part where the level does not attend, the third where it does.
    private string? Up(int block, string part, string rest)
    {
        int level = block / (LayersPerBlock + 1);
        int layer = block % (LayersPerBlock + 1);
        string scope = $"up_blocks.{level}";
        return (part, rest.StartsWith("conv.", StringComparison.Ordinal)) switch
        {
            _ when level >= Levels => null,
            ("0", false) => $"{scope}.resnets.{layer}.{Resnet.ToDiffusers(rest)}",
            ("1", false) => $"{scope}.attentions.{layer}.{rest}",
            ("1" or "2", true) => $"{scope}.upsamplers.0.{rest}",
            _ => null,
        };
    }

    private static string Layer(string name, int parts, Func<string, string> rename)
    {
        int at = 0;
        for (int i = 0; i < parts; i++)
        {
            at = name.IndexOf('.', at) + 1;
        }

        return name[..at] + rename(name[at..]);
    }

    [GeneratedRegex(@"^(?<way>input|output)_blocks\.(?<block>[0-9]{1,3})\.(?<part>[0-2])\.(?<rest>.+)$")]
    private static partial Regex OriginalBlock();

    [GeneratedRegex(@"^(?<way>down|up)_blocks\.(?<level>[0-9]{1,3})\.(?<kind>[a-z]+)\.(?<layer>[0-9]{1,3})\.(?<rest>.+)$")]
    private static partial Regex DiffusersBlock();

    [GeneratedRegex(@"^up_blocks\.(?<level>[0-9]{1,3})\.upsamplers\.0\.conv(?<rest>\..+)$")]
    private static partial Regex Upsampler();
}
