namespace Infill.Imaging;

/// <summary>What a picture file says about itself before a pixel is decoded.</summary>
/// <param name="FileFormat">Format by content, whatever the extension says.</param>
/// <param name="Size">Size after EXIF orientation.</param>
/// <param name="Format">Samples as <see cref="ImageFile.Load(string, LoadOptions?, CancellationToken)"/> would give them.</param>
/// <param name="Frames">Frames or pages, at least 1; only the first is read.</param>
/// <param name="Orientation">EXIF orientation 1–8; 1 is upright.</param>
public sealed record ImageHeader(FileFormat FileFormat, PixelSize Size, PixelFormat Format, int Frames, int Orientation)
{
    /// <summary>Bytes of one decoded copy: width × height × bytes per pixel.</summary>
    public long DecodedBytes => checked(Size.Area * Format.BytesPerPixel);
}
