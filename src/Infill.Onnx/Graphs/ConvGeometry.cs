namespace Infill.Onnx.Graphs;

/// <summary>How a square kernel moves over a picture.</summary>
/// <param name="Kernel">Side of the kernel in pixels.</param>
/// <param name="Stride">Step in pixels.</param>
/// <param name="Before">Padding above and to the left, in pixels.</param>
/// <param name="After">Padding below and to the right, in pixels.</param>
internal readonly record struct ConvGeometry(int Kernel, int Stride, int Before, int After)
{
    /// <summary>1×1: a linear map of each pixel.</summary>
    public static ConvGeometry Point => new(1, 1, 0, 0);

    /// <summary>3×3, same size.</summary>
    public static ConvGeometry Same => new(3, 1, 1, 1);

    /// <summary>3×3, half the size.</summary>
    public static ConvGeometry Half => new(3, 2, 1, 1);

    /// <summary>3×3, half the size, padded below and right only, as the autoencoder's reference does.</summary>
    public static ConvGeometry HalfPaddedAfter => new(3, 2, 0, 1);
}
