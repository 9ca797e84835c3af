using System.Text.Json.Serialization;

namespace Infill.Server.Automatic;

/// <summary>What a client asks of /sdapi/v1/img2img, with that program's defaults.</summary>
/// <remarks>What has a default has a setter: generated readers give init properties that are absent their type's default.</remarks>
internal sealed record ImageRequest
{
    private const int UsualBlur = 4;

    /// <summary>One picture in base64.</summary>
    public IReadOnlyList<string>? InitImages { get; init; }

    /// <summary>The mask in base64, white = fill.</summary>
    public string? Mask { get; init; }

    /// <summary>0 or 1; 1 fills what is black.</summary>
    public int InpaintingMaskInvert { get; init; }

    /// <summary>Softness of the mask's edge in pixels.</summary>
    public int? MaskBlur { get; init; }

    /// <summary>The same by direction, as newer clients send it; the larger one is taken where <see cref="MaskBlur"/> is not sent.</summary>
    public int? MaskBlurX { get; init; }

    /// <summary>As <see cref="MaskBlurX"/>.</summary>
    public int? MaskBlurY { get; init; }

    /// <summary>What the hole holds at the start: 0 surroundings, 1 original, 2 noise, 3 nothing.</summary>
    public int InpaintingFill { get; init; }

    /// <summary>True looks at the mask's surroundings, false at the whole picture.</summary>
    public bool InpaintFullRes { get; set; } = true;

    /// <summary>Those surroundings in pixels; 0 = the engine's own rule.</summary>
    public int InpaintFullResPadding { get; init; }

    /// <summary>What the fill should show.</summary>
    public string? Prompt { get; init; }

    /// <summary>What it should not.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>Share of the run that is made.</summary>
    public double DenoisingStrength { get; set; } = 0.75;

    /// <summary>"Euler a", "DPM++ 2M" …</summary>
    public string? SamplerName { get; init; }

    /// <summary>The same under its older name.</summary>
    public string? SamplerIndex { get; init; }

    /// <summary>"Automatic" or "Karras".</summary>
    public string? Scheduler { get; init; }

    /// <summary>Steps of a full run.</summary>
    public int Steps { get; set; } = 50;

    /// <summary>How strongly the prompt leads.</summary>
    public double CfgScale { get; set; } = 7;

    /// <summary>-1 draws one.</summary>
    public long Seed { get; set; } = -1;

    /// <summary>Pictures of a batch.</summary>
    public int BatchSize { get; set; } = 1;

    /// <summary>Batches.</summary>
    public int NIter { get; set; } = 1;

    /// <summary>Work size with <see cref="InpaintFullRes"/>, which the engine decides here; else the result's.</summary>
    public int? Width { get; init; }

    /// <summary>As the width.</summary>
    public int? Height { get; init; }

    /// <summary>Settings for this request; the checkpoint is read.</summary>
    public SettingsRequest? OverrideSettings { get; init; }

    /// <summary>False answers without pictures.</summary>
    public bool SendImages { get; set; } = true;

    /// <summary>True gives the sent picture and mask back among the parameters.</summary>
    public bool IncludeInitImages { get; init; }

    /// <summary>Blur as it is used, in pixels; not sent, it is 4.</summary>
    [JsonIgnore]
    public int Blur => MaskBlur ?? (MaskBlurX is null && MaskBlurY is null ? UsualBlur : Math.Max(MaskBlurX ?? 0, MaskBlurY ?? 0));
}
