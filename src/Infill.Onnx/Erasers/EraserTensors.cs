using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Onnx.Erasers;

/// <summary>Between pictures with a hole and the tensors of an eraser.</summary>
/// <param name="spec">The eraser's contract.</param>
/// <param name="work">Size of its input; larger than the picture where it is mirrored.</param>
internal sealed class EraserTensors(EraserSpec spec, PixelSize work)
{
    /// <summary>MI-GAN's postprocessing fades from its answer to the picture beside the hole; a hole grown by this much keeps the fade outside of the true one.</summary>
    private const int FadePx = 4;

    /// <summary>How far beyond its range a network may overshoot; far less than the distance between two ranges.</summary>
    private const float Overshoot = 2f;

    /// <summary>The network's inputs.</summary>
    /// <param name="picture">3 channels, 0…1; what it shows in the hole does not matter.</param>
    /// <param name="hole">One value per pixel, 1 = hole, 0 = known.</param>
    public IReadOnlyDictionary<string, OnnxTensor> Encode(FloatImage picture, float[] hole)
    {
        float[] mask = Mirrored(spec.Encoding == EraserEncoding.Bytes ? Grow(hole, picture.Size) : hole, picture.Size);
        float[] colours = [.. Enumerable.Range(0, 3).SelectMany(c => Blank(Mirrored(picture.Plane(c), picture.Size), mask))];
        return spec.Encoding switch
        {
            EraserEncoding.PictureAndMask => new Dictionary<string, OnnxTensor> { [spec.Picture] = Tensor(colours), [spec.Mask!] = Tensor(mask) },
            EraserEncoding.PictureThenMask => new Dictionary<string, OnnxTensor> { [spec.Picture] = Tensor([.. colours, .. mask]) },
            EraserEncoding.KnownThenPicture => new Dictionary<string, OnnxTensor> { [spec.Picture] = Tensor([.. mask.Select(m => 0.5f - m), .. Signed(colours, mask)]) },
            _ => new Dictionary<string, OnnxTensor>
            {
                [spec.Picture] = Bytes(colours.Select(v => (byte)MathF.Round(255f * v))),
                [spec.Mask!] = Bytes(mask.Select(m => m > 0 ? byte.MinValue : byte.MaxValue)),
            },
        };
    }

    /// <summary>The network's answer as a picture of the given size, 0…1.</summary>
    /// <param name="output">1×3×H×W of the size of its input.</param>
    /// <param name="range">Between which numbers it writes.</param>
    /// <param name="size">Size of the picture that went in; what was mirrored is cut off.</param>
    /// <exception cref="EngineException">Another shape, a value that is no number, or values of another range.</exception>
    public FloatImage Decode(OnnxTensor output, EraserRange range, PixelSize size)
    {
        float[] values = Values(output);
        var picture = new FloatImage(3, size);
        (float factor, float shift) = range switch
        {
            EraserRange.Byte => (1f / 255f, 0f),
            EraserRange.Signed => (0.5f, 0.5f),
            _ => (1f, 0f),
        };
        float most = 0;
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < size.Height; y++)
            {
                ReadOnlySpan<float> from = values.AsSpan(((c * work.Height) + y) * work.Width, size.Width);
                Span<float> to = picture.Row(c, y);
                for (int x = 0; x < to.Length; x++)
                {
                    most = float.IsFinite(from[x]) ? MathF.Max(most, MathF.Abs(from[x]))
                        : throw new EngineException($"The eraser answers with {from[x]} at ({x}, {y}) of {size} in channel {c}; its file, or a 16-bit conversion of it, is broken.");
                    to[x] = Math.Clamp((from[x] * factor) + shift, 0f, 1f);
                }
            }
        }

        return range == EraserRange.Byte || most <= Overshoot ? picture
            : throw new EngineException($"The eraser answers with values up to {most:g4}, but its contract ({spec.Family}) says {(range == EraserRange.Unit ? "0…1" : "−1…1")}; it is another network.");
    }

    /// <summary>The raw numbers of an output, row by row, three planes.</summary>
    /// <exception cref="EngineException">Another shape or kind.</exception>
    public float[] Values(OnnxTensor output)
    {
        bool isKind = output.IsFloat ? spec.Encoding != EraserEncoding.Bytes : !output.IsInteger && spec.Encoding == EraserEncoding.Bytes;
        long[] expected = [1, 3, work.Height, work.Width];
        return isKind && output.Dims.SequenceEqual(expected)
            ? output.IsFloat ? output.Floats : Array.ConvertAll(output.Bytes, v => (float)v)
            : throw new EngineException($"The eraser answers with the shape [{string.Join(", ", output.Dims)}], expected [{string.Join(", ", expected)}] of the input's kind; it is another network.");
    }

    private float[] Mirrored(ReadOnlySpan<float> plane, PixelSize size)
    {
        float[] padded = new float[work.Width * work.Height];
        for (int y = 0; y < work.Height; y++)
        {
            ReadOnlySpan<float> from = plane.Slice(EraserGeometry.Mirror(y, size.Height) * size.Width, size.Width);
            for (int x = 0; x < work.Width; x++)
            {
                padded[(y * work.Width) + x] = from[x < size.Width ? x : EraserGeometry.Mirror(x, size.Width)];
            }
        }

        return padded;
    }

    private static float[] Grow(float[] hole, PixelSize size)
    {
        var mask = new Mask(size);
        hole.CopyTo(mask.Values, 0);
        return MaskGrow.Grow(mask, FadePx).Crop(size.Bounds).Values;
    }

    private static float[] Blank(float[] plane, float[] mask)
    {
        for (int i = 0; i < plane.Length; i++)
        {
            plane[i] = mask[i] > 0 ? 0f : plane[i];
        }

        return plane;
    }

    private static IEnumerable<float> Signed(float[] colours, float[] mask) => colours.Select((v, i) => mask[i % mask.Length] > 0 ? 0f : (2f * v) - 1f);

    private OnnxTensor Tensor(float[] values) => new(values, 1, values.Length / work.Area, work.Height, work.Width);

    private OnnxTensor Bytes(IEnumerable<byte> values)
    {
        byte[] bytes = [.. values];
        return new OnnxTensor(bytes, 1, bytes.Length / work.Area, work.Height, work.Width);
    }
}
