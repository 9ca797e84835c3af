using Infill.Imaging;

namespace Infill.Onnx.Erasers;

/// <summary>What an eraser's file wants and gives: plain data, told by <see cref="EraserSpecs"/> from the names, kinds and shapes in the file.</summary>
internal sealed record EraserSpec
{
    /// <summary>Name of the family for notes: "LaMa", "MI-GAN".</summary>
    public required string Family { get; init; }

    /// <summary>How picture and hole go in.</summary>
    public required EraserEncoding Encoding { get; init; }

    /// <summary>Name of the input for the picture, or for picture and mask together.</summary>
    public required string Picture { get; init; }

    /// <summary>Name of the input for the mask; null if it goes in with the picture.</summary>
    public string? Mask { get; init; }

    /// <summary>Name of the output, 1×3×H×W.</summary>
    public required string Output { get; init; }

    /// <summary>The only size that the network takes, or null if each run chooses one.</summary>
    public PixelSize? FixedSize { get; init; }

    /// <summary>Width and height must be multiples of this many pixels; 1 if any will do.</summary>
    public int Multiple { get; init; } = 1;

    /// <summary>Between which numbers the output lies; null if the file leaves it open, then <see cref="RangeProbe"/> tells.</summary>
    public EraserRange? Range { get; init; }
}
