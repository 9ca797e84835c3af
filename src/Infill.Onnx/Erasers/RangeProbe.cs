using Infill.Engines;
using Infill.Imaging;

namespace Infill.Onnx.Erasers;

/// <summary>Tells between which numbers a network writes when its file does not say, with one run on a flat picture.</summary>
/// <remarks>The picture is ¾ of white with a hole of a quarter of its side in the middle. Beside the hole an eraser gives back what it saw: the median of what it
/// writes there is near ¾ for 0…1, near 191 for 0…255. Anything else is refused; nothing is guessed from a user's picture.</remarks>
internal static class RangeProbe
{
    private const float Flat = 0.75f;

    /// <summary>A network may tint a flat picture, but not by a third.</summary>
    private const float Tolerance = 0.25f;

    /// <summary>Side of the picture for networks that take any size.</summary>
    private const int Side = 256;

    /// <summary>Runs the network once.</summary>
    /// <param name="path">File, for the message.</param>
    /// <param name="spec">Its contract.</param>
    /// <param name="run">Runs it.</param>
    /// <exception cref="EngineException">What it gives fits no known range.</exception>
    public static EraserRange Decide(string path, EraserSpec spec, Func<IReadOnlyDictionary<string, OnnxTensor>, OnnxTensor> run)
    {
        PixelSize size = spec.FixedSize ?? new PixelSize(Side, Side);
        var flat = new FloatImage(3, size);
        flat.Values.AsSpan().Fill(Flat);
        var tensors = new EraserTensors(spec, size);
        float[] hole = new float[size.Area];
        for (int y = size.Height * 3 / 8; y < size.Height * 5 / 8; y++)
        {
            hole.AsSpan((y * size.Width) + (size.Width * 3 / 8), size.Width / 4).Fill(1f);
        }

        float[] values = tensors.Values(run(tensors.Encode(flat, hole)));
        float[] known = [.. values.Where((_, i) => hole[i % hole.Length] == 0).Order()];
        float median = known[known.Length / 2];
        return IsNear(median, Flat) ? EraserRange.Unit
            : IsNear(median, 255f * Flat) ? EraserRange.Byte
            : throw new EngineException($"{path} gives {median:g4} where it sees {Flat}; an eraser gives back about {Flat} or {255f * Flat:g4} there. It is another network, or broken.");
    }

    private static bool IsNear(float value, float expected) => MathF.Abs(value - expected) <= Tolerance * expected;
}
