namespace Infill.Imaging;

/// <summary>What decoding the written file again showed.</summary>
public enum FileProof
{
    /// <summary>The file decodes to the result's exact samples, so the exact-keep proof holds for the file.</summary>
    Exact,

    /// <summary>The format is lossy (JPEG): every pixel went through the encoder.</summary>
    Lossy,

    /// <summary>The format stores another kind of sample (fewer bits, other channels), so samples cannot be compared.</summary>
    OtherPixelFormat,
}
