using System.Numerics;

namespace Infill.Quality.Detectors;

/// <summary>Equal blocks among very many: those that stand beside each other in one of two orders are compared.</summary>
internal sealed class BlockPairs
{
    /// <summary>Numbers of a block.</summary>
    public const int Dimensions = 16;

    private const int Neighbours = 6;

    /// <summary>Share of a block's energy that two equal ones differ by at most.</summary>
    private const float LeastLikeness = 0.02f;

    /// <summary>Squared length of a projection's vector of signs, and a little for rounding.</summary>
    private const float Reach = Dimensions * 1.001f;

    private const int RadixBits = 11;

    private readonly float[] _vectors;
    private readonly float[] _most;
    private readonly float[][] _keys;

    /// <summary>Takes blocks up.</summary>
    /// <param name="vectors">One after the other; not modified.</param>
    public BlockPairs(float[] vectors)
    {
        _vectors = vectors;
        _most = new float[vectors.Length / Dimensions];
        for (int i = 0; i < _most.Length; i++)
        {
            _most[i] = LeastLikeness * Energy(i);
        }

        // Rows of a Hadamard matrix: sums and differences of halves and of columns. The first two order the blocks, all tell unequal ones apart.
        _keys =
        [
            Project(k => ((k >> 1) & 1) == ((k >> 3) & 1)),
            Project(k => (k & 2) == 0),
            Project(k => (k & 1) == ((k >> 2) & 1)),
            Project(k => (k & 8) == 0),
        ];
    }

    /// <summary>Each pair once, the earlier block first.</summary>
    public List<(int From, int To)> Find()
    {
        var pairs = new List<(int From, int To)>();
        int[] ranks = new int[_most.Length];
        for (int projection = 0; projection < 2; projection++)
        {
            int[] order = Sort(_keys[projection]);
            for (int k = 0; k < order.Length; k++)
            {
                for (int n = 1; n <= Neighbours && k + n < order.Length; n++)
                {
                    (int a, int b) = (order[k], order[k + n]);
                    bool isKnown = projection == 1 && Math.Abs(ranks[a] - ranks[b]) <= Neighbours;
                    if (!isKnown && AreEqual(a, b))
                    {
                        pairs.Add((Math.Min(a, b), Math.Max(a, b)));
                    }
                }
            }

            for (int k = 0; k < order.Length && projection == 0; k++)
            {
                ranks[order[k]] = k;
            }
        }

        return pairs;
    }

    /// <summary>Indices in the order of their keys; equal keys in that of their indices.</summary>
    internal static int[] Sort(float[] keys)
    {
        (uint Key, int Index)[] from = new (uint, int)[keys.Length], to = new (uint, int)[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            // Negative numbers turned round, positive ones above them: then bits are ordered as the numbers are.
            uint bits = BitConverter.SingleToUInt32Bits(keys[i]);
            from[i] = ((bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000, i);
        }

        int[] starts = new int[1 << RadixBits];
        for (int shift = 0; shift < 32; shift += RadixBits)
        {
            Array.Clear(starts);
            foreach ((uint key, _) in from)
            {
                starts[(key >> shift) & ((1 << RadixBits) - 1)]++;
            }

            int sum = 0;
            for (int i = 0; i < starts.Length; i++)
            {
                (starts[i], sum) = (sum, sum + starts[i]);
            }

            foreach ((uint Key, int Index) one in from)
            {
                to[starts[(one.Key >> shift) & ((1 << RadixBits) - 1)]++] = one;
            }

            (from, to) = (to, from);
        }

        return Array.ConvertAll(from, one => one.Index);
    }

    // Two blocks differ by no less than their projections do (Cauchy and Schwarz), and those are there already.
    private bool AreEqual(int a, int b)
    {
        float most = _most[a];
        foreach (float[] keys in _keys)
        {
            float apart = keys[a] - keys[b];
            if (apart * apart > Reach * most)
            {
                return false;
            }
        }

        Vector<float> distance = Vector<float>.Zero;
        for (int k = 0; k < Dimensions; k += Vector<float>.Count)
        {
            Vector<float> difference = new Vector<float>(_vectors, (a * Dimensions) + k) - new Vector<float>(_vectors, (b * Dimensions) + k);
            distance += difference * difference;
        }

        return Vector.Sum(distance) < most;
    }

    private float Energy(int block)
    {
        Vector<float> energy = Vector<float>.Zero;
        for (int k = 0; k < Dimensions; k += Vector<float>.Count)
        {
            var part = new Vector<float>(_vectors, (block * Dimensions) + k);
            energy += part * part;
        }

        return Vector.Sum(energy);
    }

    private float[] Project(Func<int, bool> isPlus)
    {
        float[] signs = [.. Enumerable.Range(0, Dimensions).Select(k => isPlus(k) ? 1f : -1f)], keys = new float[_most.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            Vector<float> sum = Vector<float>.Zero;
            for (int k = 0; k < Dimensions; k += Vector<float>.Count)
            {
                sum += new Vector<float>(_vectors, (i * Dimensions) + k) * new Vector<float>(signs, k);
            }

            keys[i] = Vector.Sum(sum);
        }

        return keys;
    }
}
