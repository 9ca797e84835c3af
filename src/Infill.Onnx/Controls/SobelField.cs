using Infill.Imaging;

namespace Infill.Onnx.Controls;

/// <summary>Sobel gradients of a picture at 8 bit: of the three channels the steepest one, among equals the bluest.</summary>
internal sealed class SobelField
{
    private readonly PixelSize _size;
    private readonly short[] _dx;
    private readonly short[] _dy;

    private SobelField(PixelSize size) => (_size, _dx, _dy) = (size, new short[size.Area], new short[size.Area]);

    /// <summary>Computes the gradients; beyond the border the border's pixel repeats.</summary>
    public static SobelField Of(FloatImage picture)
    {
        var field = new SobelField(picture.Size);
        // Blue first, as OpenCV keeps its channels: among equally steep ones the first counts.
        for (int c = 2; c >= 0; c--)
        {
            field.Take(ToBytes(picture.Plane(c)));
        }

        return field;
    }

    /// <summary>Change per column and per row, times 8.</summary>
    public (int Dx, int Dy) Gradient(int x, int y) => (_dx[(y * _size.Width) + x], _dy[(y * _size.Width) + x]);

    /// <summary>|dx| + |dy|; 0 outside the picture.</summary>
    public int Steepness(int x, int y) =>
        x < 0 || y < 0 || x >= _size.Width || y >= _size.Height ? 0 : Math.Abs(_dx[(y * _size.Width) + x]) + Math.Abs(_dy[(y * _size.Width) + x]);

    private void Take(byte[] plane)
    {
        (int width, int height) = (_size.Width, _size.Height);
        for (int y = 0; y < height; y++)
        {
            int above = Math.Max(0, y - 1) * width, here = y * width, below = Math.Min(height - 1, y + 1) * width;
            for (int x = 0; x < width; x++)
            {
                int left = Math.Max(0, x - 1), right = Math.Min(width - 1, x + 1);
                int dx = plane[above + right] - plane[above + left] + (2 * (plane[here + right] - plane[here + left])) + plane[below + right] - plane[below + left];
                int dy = plane[below + left] - plane[above + left] + (2 * (plane[below + x] - plane[above + x])) + plane[below + right] - plane[above + right];
                if (Math.Abs(dx) + Math.Abs(dy) > Math.Abs(_dx[here + x]) + Math.Abs(_dy[here + x]))
                {
                    (_dx[here + x], _dy[here + x]) = ((short)dx, (short)dy);
                }
            }
        }
    }

    private static byte[] ToBytes(ReadOnlySpan<float> plane)
    {
        byte[] bytes = new byte[plane.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)MathF.Round(Math.Clamp(plane[i], 0f, 1f) * byte.MaxValue);
        }

        return bytes;
    }
}
