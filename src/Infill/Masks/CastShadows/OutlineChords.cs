using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>How thick an object is, and how wide the gaps beside it are, from each point of its outline in every direction.</summary>
/// <remarks>The shadow of a leg or a stalk is thinner than its penumbra: there its edge is hardly seen, and says nothing against a shadow.</remarks>
internal sealed class OutlineChords
{
    private const int Directions = 24;
    private const int MostPx = 40;

    private readonly float[] _chords;

    /// <summary>Measures an object.</summary>
    /// <param name="silhouette">Pixels from ½ are the object's.</param>
    /// <param name="outline">Points of its outline.</param>
    public OutlineChords(Mask silhouette, MaskPoint[] outline)
    {
        _chords = new float[outline.Length * Directions];
        for (int i = 0; i < _chords.Length; i++)
        {
            double angle = 2 * Math.PI * (i % Directions) / Directions;
            _chords[i] = Measure(silhouette, outline[i / Directions], (Math.Cos(angle), Math.Sin(angle)));
        }
    }

    /// <summary>Pixels from a point until the object ends, or begins; at most 40.</summary>
    /// <param name="point">Index into the outline.</param>
    /// <param name="x">Direction to the right; of any length above 0.</param>
    /// <param name="y">Direction down.</param>
    public double Along(int point, double x, double y)
    {
        int direction = (int)Math.Round(Math.Atan2(y, x) * Directions / (2 * Math.PI));
        return _chords[(point * Directions) + ((direction + Directions) % Directions)];
    }

    private static float Measure(Mask silhouette, MaskPoint point, (double X, double Y) direction)
    {
        bool isInside = IsFilled(silhouette, point, direction, 1);
        int length = 1;
        while (length < MostPx && IsFilled(silhouette, point, direction, length + 1) == isInside)
        {
            length++;
        }

        return length;
    }

    private static bool IsFilled(Mask silhouette, MaskPoint point, (double X, double Y) direction, double by)
    {
        (double x, double y) = (point.X + (direction.X * by), point.Y + (direction.Y * by));
        return x >= 0 && y >= 0 && x < silhouette.Width && y < silhouette.Height && silhouette[(int)x, (int)y] >= MaskGrow.HardValue;
    }
}
