using System.Runtime.InteropServices;

namespace Infill.Imaging;

/// <summary>Writes rows of a stored picture straight to where EXIF orientation wants them, so that turning a photo needs no second copy.</summary>
internal sealed unsafe class OrientedCopy
{
    private readonly PixelSize _stored;
    private readonly int _orientation;
    private readonly int _bytesPerPixel;
    private readonly long _origin;
    private readonly long _stepX;
    private readonly long _stepY;

    /// <summary>A copier for a picture of the size that the file stores, before turning.</summary>
    public OrientedCopy(PixelSize stored, int orientation, int bytesPerPixel)
    {
        (_stored, _orientation, _bytesPerPixel) = (stored, orientation, bytesPerPixel);
        // EXIF 2.32 §4.6.4: which corner of the upright picture the first stored pixel is, and where the row runs.
        long w = stored.Width, h = stored.Height;
        (_origin, _stepX, _stepY) = orientation switch
        {
            2 => (w - 1, -1L, w),
            3 => ((w * h) - 1, -1L, -w),
            4 => ((h - 1) * w, 1L, -w),
            5 => (0L, h, 1L),
            6 => (h - 1, h, -1L),
            7 => ((w * h) - 1, -h, -1L),
            8 => ((w - 1) * h, -h, 1L),
            _ => (0L, 1L, w),
        };
    }

    /// <summary>Size of the upright picture: sides swapped for orientations 5–8.</summary>
    public static PixelSize Turn(PixelSize stored, int orientation) =>
        orientation is >= 5 and <= 8 ? new PixelSize(stored.Height, stored.Width) : stored;

    /// <summary>Copies stored rows, starting with row <paramref name="top"/>, into the samples of the upright picture.</summary>
    /// <exception cref="ArgumentException">The rows or the target are not of this picture; nothing is written.</exception>
    public void CopyRows(ReadOnlySpan<byte> rows, int top, Image target)
    {
        int rowBytes = _stored.Width * _bytesPerPixel;
        if (target.Size != Turn(_stored, _orientation) || target.Format.BytesPerPixel != _bytesPerPixel
            || rows.Length % rowBytes != 0 || top < 0 || top + (rows.Length / rowBytes) > _stored.Height)
        {
            throw new ArgumentException($"Rows {top} and on of a {_stored} picture do not fit into {target.Size} in {target.Format}.");
        }

        ref byte first = ref target.Format.BitDepth == 8
            ? ref MemoryMarshal.GetArrayDataReference(target.Samples8)
            : ref MemoryMarshal.GetArrayDataReference((Array)target.Samples16);
        // Pointers, because spans stop at 2 GiB and large 16-bit pictures do not.
        fixed (byte* destination = &first)
        fixed (byte* source = rows)
        {
            if (_orientation is < 2 or > 8)
            {
                Buffer.MemoryCopy(source, destination + ((long)top * _stored.Width * _bytesPerPixel), rows.Length, rows.Length);
                return;
            }

            for (int y = 0; y < rows.Length / rowBytes; y++)
            {
                ScatterRow(source + ((long)y * rowBytes), destination + ((_origin + ((top + y) * _stepY)) * _bytesPerPixel));
            }
        }
    }

    private void ScatterRow(byte* source, byte* destination)
    {
        long step = _stepX * _bytesPerPixel;
        for (int x = 0; x < _stored.Width; x++)
        {
            for (int b = 0; b < _bytesPerPixel; b++)
            {
                destination[b] = source[b];
            }

            source += _bytesPerPixel;
            destination += step;
        }
    }
}
