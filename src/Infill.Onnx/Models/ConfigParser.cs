using System.Text.Json;

namespace Infill.Onnx.Models;

/// <summary>Turns the configurations of diffusers and transformers into shapes of networks, and refuses what the graphs do not know.</summary>
internal static class ConfigParser
{
    /// <summary>A token table above this is no text encoder of the family.</summary>
    private const int MostPositions = 1024;

    /// <summary>Reads a <c>UNet2DConditionModel</c>.</summary>
    /// <exception cref="ModelException">Lists all that is not known.</exception>
    public static UNetConfig UNet(JsonElement root, string path)
    {
        var reader = new ConfigReader(root, path);
        reader.Known("_class_name", "\"UNet2DConditionModel\"");
        reader.Known("mid_block_type", "\"UNetMidBlock2DCrossAttn\"");
        reader.Known("conv_out_kernel", "3");
        reader.Known("center_input_sample", "false");
        UNetConfig config = Trunk(reader) with
        {
            OutChannels = reader.Size("out_channels", 4),
            UpAttention = Attention(reader, "up_block_types", "UpBlock2D", "CrossAttnUpBlock2D"),
            SampleSize = reader.Sizes("sample_size", 0, 64)[0],
        };
        if (config.UpAttention.Count != config.BlockChannels.Count)
        {
            reader.Refuse($"up_block_types has {config.UpAttention.Count} entries, expected {config.BlockChannels.Count}");
        }

        reader.RequireKnown("UNet");
        return config;
    }

    /// <summary>Reads a <c>ControlNetModel</c>.</summary>
    /// <exception cref="ModelException">Lists all that is not known.</exception>
    public static ControlNetConfig ControlNet(JsonElement root, string path)
    {
        var reader = new ConfigReader(root, path);
        reader.Known("_class_name", "\"ControlNetModel\"");
        reader.Known("global_pool_conditions", "false");
        reader.Known("controlnet_conditioning_channel_order", "\"rgb\"");
        var config = new ControlNetConfig
        {
            Down = Trunk(reader),
            ConditioningChannels = reader.Size("conditioning_channels", 3),
            EmbeddingChannels = reader.Has("conditioning_embedding_out_channels") ? reader.Sizes("conditioning_embedding_out_channels", 0) : [16, 32, 96, 256],
        };
        reader.RequireKnown("control network");
        return config;
    }

    /// <summary>Reads an <c>AutoencoderKL</c>.</summary>
    /// <exception cref="ModelException">Lists all that is not known.</exception>
    public static VaeConfig Vae(JsonElement root, string path)
    {
        var reader = new ConfigReader(root, path);
        reader.Known("_class_name", "\"AutoencoderKL\"");
        reader.Known("act_fn", "\"silu\"", "\"swish\"");
        reader.Known("down_block_types", "\"DownEncoderBlock2D\"");
        reader.Known("up_block_types", "\"UpDecoderBlock2D\"");
        reader.Known("shift_factor", "0");
        reader.Known("latents_mean");
        reader.Known("latents_std");
        var config = new VaeConfig
        {
            InChannels = reader.Size("in_channels", 3),
            OutChannels = reader.Size("out_channels", 3),
            LatentChannels = reader.Size("latent_channels", 4),
            BlockChannels = reader.Sizes("block_out_channels", 0),
            LayersPerBlock = reader.EqualSize("layers_per_block", 1),
            Groups = reader.Size("norm_num_groups", 32),
            HasMiddleAttention = reader.Flag("mid_block_add_attention", true),
            HasQuantConv = reader.Flag("use_quant_conv", true),
            HasPostQuantConv = reader.Flag("use_post_quant_conv", true),
            ScalingFactor = reader.Number("scaling_factor", 0.18215f),
            ForceUpcast = reader.Flag("force_upcast", true),
        };
        RequireDivisible(reader, config.BlockChannels, config.Groups);
        if (config.ScalingFactor <= 0)
        {
            reader.Refuse($"scaling_factor is {config.ScalingFactor}, expected more than 0");
        }

        reader.RequireKnown("autoencoder");
        return config;
    }

    /// <summary>Reads an <c>AutoencoderTiny</c>.</summary>
    /// <exception cref="ModelException">Lists all that is not known.</exception>
    public static TinyVaeConfig TinyVae(JsonElement root, string path)
    {
        var reader = new ConfigReader(root, path);
        reader.Known("_class_name", "\"AutoencoderTiny\"");
        reader.Known("act_fn", "\"relu\"");
        reader.Known("upsampling_scaling_factor", "2");
        reader.Known("upsample_fn", "\"nearest\"");
        reader.Known("latent_magnitude", "3");
        reader.Known("latent_shift", "0.5");
        reader.Known("shift_factor", "0");
        var config = new TinyVaeConfig
        {
            InChannels = reader.Size("in_channels", 3),
            OutChannels = reader.Size("out_channels", 3),
            LatentChannels = reader.Size("latent_channels", 4),
            EncoderChannels = reader.Sizes("encoder_block_out_channels", 0),
            EncoderBlocks = reader.Sizes("num_encoder_blocks", 0),
            DecoderChannels = reader.Sizes("decoder_block_out_channels", 0),
            DecoderBlocks = reader.Sizes("num_decoder_blocks", 0),
            ScalingFactor = reader.Number("scaling_factor", 1f),
        };
        if (config.EncoderBlocks.Count != config.EncoderChannels.Count || config.DecoderBlocks.Count != config.DecoderChannels.Count)
        {
            reader.Refuse("the lists of blocks and of channels differ in length");
        }

        reader.RequireKnown("small autoencoder");
        return config;
    }

    /// <summary>Reads a <c>CLIPTextModel</c>, with or without projection.</summary>
    /// <exception cref="ModelException">Lists all that is not known.</exception>
    public static TextEncoderConfig TextEncoder(JsonElement root, string path)
    {
        var reader = new ConfigReader(root, path);
        reader.Known("architectures", "\"CLIPTextModel\"", "\"CLIPTextModelWithProjection\"");
        reader.Known("model_type", "\"clip_text_model\"");
        reader.Known("hidden_act", "\"quick_gelu\"", "\"gelu\"");
        int vocabulary = reader.Size("vocab_size", 49408);
        int end = reader.Size("eos_token_id", 49407);
        var config = new TextEncoderConfig
        {
            VocabularySize = vocabulary,
            Channels = reader.Size("hidden_size", 512),
            InnerChannels = reader.Size("intermediate_size", 2048),
            Layers = reader.Size("num_hidden_layers", 12),
            Heads = reader.Size("num_attention_heads", 8),
            Positions = reader.Size("max_position_embeddings", 77),
            Activation = reader.Word("hidden_act") == "gelu" ? TextActivation.Gelu : TextActivation.QuickGelu,
            NormEpsilon = reader.Number("layer_norm_eps", 1e-5f),

            // Old configurations say 2 and mean the last token of the vocabulary. Source: transformers, modeling_clip.py.
            EndToken = end == 2 ? vocabulary - 1 : end,
            ProjectionChannels = HasProjection(root) ? reader.Size("projection_dim", 512) : null,
        };
        if (config.Channels % config.Heads != 0 || config.Positions > MostPositions || config.EndToken >= vocabulary)
        {
            reader.Refuse($"{config.Heads} heads, {config.Positions} positions and the end token {config.EndToken} do not fit {config.Channels} channels and {vocabulary} tokens");
        }

        reader.RequireKnown("text encoder");
        return config;
    }

    // What a UNet and a control network have in common: everything down to the middle.
    private static UNetConfig Trunk(ConfigReader reader)
    {
        RequireUsual(reader);
        IReadOnlyList<int> channels = reader.Sizes("block_out_channels", 0);
        bool hasTextTime = reader.Word("addition_embed_type") == "text_time";
        var config = new UNetConfig
        {
            InChannels = reader.Size("in_channels", 4),
            OutChannels = 4,
            BlockChannels = channels,
            LayersPerBlock = reader.EqualSize("layers_per_block", 2),
            ContextChannels = reader.EqualSize("cross_attention_dim", 1280),

            // diffusers: the number of heads stands under the name of their width; num_attention_heads came later.
            Heads = reader.Sizes(reader.Has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim", channels.Count, 8),
            TransformerDepth = reader.Sizes("transformer_layers_per_block", channels.Count, 1),
            DownAttention = Attention(reader, "down_block_types", "DownBlock2D", "CrossAttnDownBlock2D"),
            UpAttention = [],
            Groups = reader.Size("norm_num_groups", 32),
            NormEpsilon = reader.Number("norm_eps", 1e-5f),
            FrequencyShift = reader.Number("freq_shift", 0f),
            TimeConditionChannels = reader.Has("time_cond_proj_dim") ? reader.Size("time_cond_proj_dim") : null,
            ClassCount = reader.Has("num_class_embeds") ? reader.Size("num_class_embeds") : null,
            HasTextTime = hasTextTime,
            TimeIdChannels = hasTextTime ? reader.Size("addition_time_embed_dim") : 0,
            AddedChannels = hasTextTime ? reader.Size("projection_class_embeddings_input_dim") : 0,
        };
        RequireConsistent(reader, config);
        return config;
    }

    private static void RequireUsual(ConfigReader reader)
    {
        reader.Known("act_fn", "\"silu\"", "\"swish\"");
        reader.Known("addition_embed_type", "\"text_time\"");
        reader.Known("attention_type", "\"default\"");
        reader.Known("class_embed_type");
        reader.Known("class_embeddings_concat", "false");
        reader.Known("conv_in_kernel", "3");
        reader.Known("cross_attention_norm");
        reader.Known("downsample_padding", "1");
        reader.Known("dual_cross_attention", "false");
        reader.Known("encoder_hid_dim");
        reader.Known("encoder_hid_dim_type");
        reader.Known("flip_sin_to_cos", "true");
        reader.Known("mid_block_only_cross_attention", "false");
        reader.Known("mid_block_scale_factor", "1");
        reader.Known("only_cross_attention", "false");
        reader.Known("resnet_out_scale_factor", "1");
        reader.Known("resnet_skip_time_act", "false");
        reader.Known("resnet_time_scale_shift", "\"default\"");
        reader.Known("reverse_transformer_layers_per_block");
        reader.Known("time_embedding_act_fn");
        reader.Known("time_embedding_dim");
        reader.Known("time_embedding_type", "\"positional\"");
        reader.Known("timestep_post_act");
    }

    private static void RequireConsistent(ConfigReader reader, UNetConfig config)
    {
        RequireDivisible(reader, config.BlockChannels, config.Groups);
        if (config.DownAttention.Count != config.BlockChannels.Count)
        {
            reader.Refuse($"down_block_types has {config.DownAttention.Count} entries, expected {config.BlockChannels.Count}");
        }

        foreach ((int channels, int heads) in config.BlockChannels.Zip(config.Heads).Where(level => level.First % level.Second != 0))
        {
            reader.Refuse($"{channels} channels cannot be shared by {heads} attention heads");
        }

        if (config.HasTextTime && config.AddedChannels <= 6 * config.TimeIdChannels)
        {
            reader.Refuse($"projection_class_embeddings_input_dim is {config.AddedChannels}, expected more than six sizes of {config.TimeIdChannels}");
        }
    }

    private static void RequireDivisible(ConfigReader reader, IReadOnlyList<int> channels, int groups)
    {
        foreach (int bad in channels.Where(c => c % groups != 0))
        {
            reader.Refuse($"{bad} channels cannot be cut into {groups} groups (norm_num_groups)");
        }
    }

    private static bool[] Attention(ConfigReader reader, string name, string without, string with)
    {
        reader.Known(name, $"\"{without}\"", $"\"{with}\"");
        return [.. reader.Words(name).Select(word => word == with)];
    }

    private static bool HasProjection(JsonElement root) =>
        root.TryGetProperty("architectures", out JsonElement names) && names.ValueKind == JsonValueKind.Array
        && names.EnumerateArray().Any(n => n.ValueKind == JsonValueKind.String && n.GetString() == "CLIPTextModelWithProjection");
}
