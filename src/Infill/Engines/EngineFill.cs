using Infill.Imaging;

namespace Infill.Engines;

/// <summary>What an engine made of one tile.</summary>
public sealed record EngineFill
{
    /// <summary>The generated tile: the size and channels of the input tile, finite values in 0…1.</summary>
    public required FloatImage Image { get; init; }

    /// <summary>One plane, 0 = guessed … 1 = sure, meaningful inside the hole; null if the engine cannot tell.</summary>
    public FloatImage? Confidence { get; init; }

    /// <summary>For engines that copy: for each tile pixel (row by row) the index of the tile pixel it came from, −1 outside the hole; else null.</summary>
    public int[]? Sources { get; init; }

    /// <summary>For engines that work in steps: the picture as it stood after each, as small as the engine has it, 3 channels in 0…1; else empty.</summary>
    public IReadOnlyList<FloatImage> Previews { get; init; } = [];

    /// <summary>How the fill was made where the engine chose for itself (which file ran, at which size), as short sentences for traces.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the user should know, as whole sentences: for example that there was little to copy from.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
