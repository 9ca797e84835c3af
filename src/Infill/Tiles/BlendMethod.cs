namespace Infill.Tiles;

/// <summary>How a generated tile meets the original.</summary>
public enum BlendMethod
{
    /// <summary>Feather first; the seam score escalates to multiband, then Poisson, and the best is kept.</summary>
    Auto,

    /// <summary>Linear mix by the composite mask.</summary>
    Feather,

    /// <summary>Laplacian pyramid: low frequencies mix widely, high ones sharply (Burt &amp; Adelson 1983).</summary>
    Multiband,

    /// <summary>The fill's gradients under the original's border values (Pérez, Gangnet &amp; Blake 2003).</summary>
    Poisson,
}
