namespace Infill.Engines;

/// <summary>What stands in the hole when a diffusion model is shown the picture. Inpainting models do not see it at full strength.</summary>
public enum HoleContent
{
    /// <summary>What the picture shows there.</summary>
    Original,

    /// <summary>A smooth continuation of the hole's border.</summary>
    Blur,

    /// <summary>Mid grey.</summary>
    Neutral,

    /// <summary>Colours at random, from the seed.</summary>
    Noise,

    /// <summary>What the embedded engine "patch" puts there.</summary>
    Patch,
}
