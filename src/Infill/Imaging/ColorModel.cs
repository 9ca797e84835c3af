namespace Infill.Imaging;

/// <summary>What the colour channels of a picture mean; alpha is separate.</summary>
public enum ColorModel
{
    /// <summary>One channel of luminance.</summary>
    Grey,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Cyan, magenta, yellow, black, 0 = no ink (the sense of TIFF; JPEG's inverted form is turned on load).</summary>
    Cmyk,
}
