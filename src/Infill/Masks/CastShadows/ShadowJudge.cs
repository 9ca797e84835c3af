using System.Buffers.Binary;
using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>A small network that says whether a supposed shadow is one.</summary>
/// <remarks>Five 3×3 convolutions on squares of 2×2 pixels with two poolings between them, then the mean and the largest value of each plane, and one sum of
/// them. It learned from made scenes: docs/shadows.md names the photos, <c>bench/shadow-judge</c> holds the recipe. The weights are float16.</remarks>
internal sealed class ShadowJudge
{
    private const string Resource = "shadow-judge.bin";

    private static readonly (int Inputs, int Outputs)[] Shapes = [(4 * ShadowPatch.Channels, 24), (24, 32), (32, 32), (32, 48), (48, 48)];

    private static readonly Lazy<ShadowJudge> Embedded = new(ReadEmbedded);

    private readonly ConvLayer[] _layers;
    private readonly float[] _sum;
    private readonly float _bias;

    private ShadowJudge(ConvLayer[] layers, float[] sum, float bias) => (_layers, _sum, _bias) = (layers, sum, bias);

    /// <summary>The network that the library brings.</summary>
    public static ShadowJudge Default => Embedded.Value;

    /// <summary>Reads weights: of each layer output × input × 3 × 3, then one bias per output; of the sum one per mean, one per largest value, and a bias. Little-endian float16.</summary>
    /// <exception cref="InvalidDataException">There are more or fewer than the layers need.</exception>
    public static ShadowJudge Parse(ReadOnlySpan<byte> weights)
    {
        int last = 2 * Shapes[^1].Outputs, count = Shapes.Sum(shape => ((9 * shape.Inputs) + 1) * shape.Outputs) + last + 1;
        if (weights.Length != 2 * count)
        {
            throw new InvalidDataException($"The judge of shadows has {weights.Length} bytes of weights; its layers need {2 * count}.");
        }

        var layers = new ConvLayer[Shapes.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            (int inputs, int outputs) = Shapes[i];
            layers[i] = new ConvLayer(inputs, outputs, Take(ref weights, 9 * inputs * outputs), Take(ref weights, outputs));
        }

        return new ShadowJudge(layers, Take(ref weights, last), Take(ref weights, 1)[0]);
    }

    /// <summary>Log-odds that a patch shows a shadow, and nothing but it.</summary>
    /// <param name="patch">As <see cref="ShadowPatch"/> draws it.</param>
    public double LogOdds(FloatImage patch)
    {
        FloatImage half = Apply(0, ConvLayer.Fold(patch));
        FloatImage quarter = Apply(2, Apply(1, ConvLayer.Pool(half)));
        FloatImage eighth = Apply(4, Apply(3, ConvLayer.Pool(quarter)));
        double odds = _bias;
        for (int c = 0; c < eighth.Channels; c++)
        {
            (double sum, float most) = (0, 0);
            foreach (float value in eighth.Plane(c))
            {
                (sum, most) = (sum + value, Math.Max(most, value));
            }

            odds += (_sum[c] * sum / eighth.Size.Area) + (_sum[eighth.Channels + c] * most);
        }

        return odds;
    }

    private FloatImage Apply(int layer, FloatImage input) => _layers[layer].Apply(input, isRectified: true);

    private static float[] Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        }

        bytes = bytes[(2 * count)..];
        return values;
    }

    private static ShadowJudge ReadEmbedded()
    {
        using Stream stream = typeof(ShadowJudge).Assembly.GetManifestResourceStream(Resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes);
    }
}
