using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>A picture while its shadows are taken away, one by one.</summary>
internal sealed class RelitCanvas
{
    // Pixels around what must stay are mixed with it.
    private const int MixedPx = 2;

    /// <summary>Added to linear light before its logarithm is taken.</summary>
    public const float Floor = 0.003f;

    private const float LeastDepth = 0.004f;
    private const float DeepestLight = 0.04f;

    // sRGB is about a power of 1/2.4, and variances are squares: what rounding adds to relit samples, over what it added to dark ones.
    private const double EncodedShare = 2 / 2.4;

    // Of 255: JPEG and noise lift black by as much.
    private const float Black = 1.5f / 255f;

    private readonly Image _image;
    private readonly Image _result;
    private readonly Mask? _keep;
    private readonly Mask? _beside;
    private readonly Mask _changed;
    private readonly Mask _clipped;
    private readonly List<RelitPart> _parts = [];
    private readonly List<PixelRect> _refused = [];

    public RelitCanvas(Image image, Mask shadow, Mask? keep)
    {
        (_image, _keep) = (image, keep);
        _result = image.Clone();
        _beside = keep is null ? null : MaskGrow.Grow(keep, MixedPx);
        Hard = MaskGrow.Harden(keep is null ? shadow : MaskCombine.Subtract(shadow, keep));
        (_changed, _clipped) = (new Mask(image.Size), new Mask(image.Size));
    }

    /// <summary>Size of the picture.</summary>
    public PixelSize Size => _image.Size;

    /// <summary>The shadows as they were marked, without what must stay, 0 or 1.</summary>
    public Mask Hard { get; }

    /// <summary>The shadows that were marked, each of the picture's size: parts that are held together by what throws them are one.</summary>
    /// <param name="leastArea">Smaller ones have no edge to go by; pixels.</param>
    public IEnumerable<Mask> Shadows(int leastArea)
    {
        Mask joined = _keep is null ? Hard : MaskCombine.Add(Hard, MaskGrow.Grow(_keep, MixedPx));
        foreach (MaskComponent whole in MaskComponents.Find(joined))
        {
            Mask own = whole.Cut(Hard);
            if (own.CountFilled() >= leastArea)
            {
                yield return own;
            }
        }
    }

    /// <summary>The ground around one shadow. Other shadows are none: they are as dark.</summary>
    /// <param name="window">Where to look.</param>
    /// <param name="own">The shadow, of the picture's size.</param>
    public RelitGround Cut(PixelRect window, Mask own)
    {
        FloatImage srgb = ColorProfile.ToSrgb(_image, window);
        FloatImage light = LogLight.Of(srgb, Floor);
        bool[] isGround = new bool[window.Area], isKept = new bool[window.Area];
        for (int i = 0; i < isGround.Length; i++)
        {
            (int x, int y) = (window.X + (i % window.Width), window.Y + (i / window.Width));
            isKept[i] = _keep?[x, y] >= MaskGrow.HardValue;
            isGround[i] = !(_beside?[x, y] > 0) && (Hard[x, y] == 0 || own[x, y] > 0);
        }

        return new RelitGround(window, srgb, light, isGround, isKept);
    }

    /// <summary>Divides by the shadow's factor wherever it has any depth.</summary>
    /// <param name="ground">Where.</param>
    /// <param name="depth">0…1, of the ground's size.</param>
    /// <param name="steps">ln of the light that is left.</param>
    public void Write(RelitGround ground, float[] depth, double[] steps)
    {
        FloatImage relit = ground.Srgb.Clone();
        float[][] exact = [.. Enumerable.Range(0, 3).Select(c => _image.Format.BitDepth > 8 ? ground.Srgb.Plane(c).ToArray() : Rounding.Undo(ground.Srgb.Plane(c), relit.Size, 1f / 255f, Math.Exp(EncodedShare * steps[c])))];
        for (int i = 0; i < depth.Length; i++)
        {
            (int x, int y) = (ground.Window.X + (i % ground.Window.Width), ground.Window.Y + (i / ground.Window.Width));
            if (depth[i] < LeastDepth || ground.IsKept[i] || _changed[x, y] > 0)
            {
                depth[i] = 0;
                continue;
            }

            bool isBlack = true;
            for (int c = 0; c < 3; c++)
            {
                float value = ground.Srgb.Plane(c)[i];
                isBlack &= value <= Black;
                float left = 1 - (depth[i] * (1 - MathF.Max(DeepestLight, (float)Math.Exp(steps[c]))));
                relit.Plane(c)[i] = Math.Clamp(SrgbCurve.Encode(Math.Min(1f, SrgbCurve.Decode(exact[c][i]) / left)), 0f, 1f);
            }

            _changed[x, y] = 1f;
            _clipped[x, y] = isBlack && depth[i] > 0.5f ? 1f : 0f;
        }

        MixedRim.Relight(ground, relit, [.. depth.Select((value, i) => value > 0 && IsMixed(ground, i))]);
        Copy(ColorProfile.FromSrgb(relit, _result.Format, _result.Metadata), ground.Window, depth);
    }

    public void Add(RelitPart part) => _parts.Add(part);

    public void Refuse(PixelRect bounds) => _refused.Add(bounds);

    public RelitPicture Close() => new()
    {
        Image = _result,
        Changed = _changed.WithWindow(_changed.FindBounds()),
        Clipped = _clipped.WithWindow(_clipped.FindBounds()),
        Parts = _parts,
        Unlike = _refused,
    };

    private bool IsMixed(RelitGround ground, int i) => !ground.IsKept[i] && !ground.IsGround[i]
        && _beside?[ground.Window.X + (i % ground.Window.Width), ground.Window.Y + (i / ground.Window.Width)] > 0;

    private void Copy(Image relit, PixelRect window, float[] depth)
    {
        for (int i = 0; i < depth.Length; i++)
        {
            if (depth[i] > 0)
            {
                long from = relit.SampleIndex(i % window.Width, i / window.Width);
                long to = _result.SampleIndex(window.X + (i % window.Width), window.Y + (i / window.Width));
                for (int c = 0; c < _result.Format.ColorChannels; c++)
                {
                    SampleCopy.Write(_result, to + c, SampleCopy.Read(relit, from + c));
                }
            }
        }
    }
}
