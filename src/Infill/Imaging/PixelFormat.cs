namespace Infill.Imaging;

/// <summary>How one pixel is stored.</summary>
/// <param name="Model">Meaning of the colour channels.</param>
/// <param name="HasAlpha">True if one straight (not premultiplied) alpha channel follows the colour.</param>
/// <param name="BitDepth">Bits per sample, 8 or 16.</param>
public readonly record struct PixelFormat(ColorModel Model, bool HasAlpha, int BitDepth)
{
    /// <summary>1 for grey, 3 for RGB, 4 for CMYK.</summary>
    public int ColorChannels => Model switch { ColorModel.Grey => 1, ColorModel.Rgb => 3, _ => 4 };

    /// <summary>Colour channels plus alpha.</summary>
    public int Channels => ColorChannels + (HasAlpha ? 1 : 0);

    /// <summary>Largest sample value: 255 or 65535.</summary>
    public int MaxValue => BitDepth == 16 ? ushort.MaxValue : byte.MaxValue;

    /// <summary>Bytes per pixel, all channels.</summary>
    public int BytesPerPixel => Channels * BitDepth / 8;

    /// <summary>"8-bit RGB + alpha", as messages print it.</summary>
    public override string ToString() => $"{BitDepth}-bit {(Model == ColorModel.Grey ? "grey" : Model.ToString().ToUpperInvariant())}{(HasAlpha ? " + alpha" : "")}";
}
