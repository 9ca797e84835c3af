using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Masks;
using Infill.Workflows;

namespace Infill.Evaluation.CastShadows;

/// <summary>What relighting made of the shadow of one scene.</summary>
public sealed record RelitTrial
{
    // People draw masks a little too large.
    private const int MaskMarginPx = 3;

    // Cut-outs are soft over a pixel or two.
    private const int MixedPx = 2;

    private const float Core = 0.97f;
    private const float Faint = 0.05f;

    /// <summary>Mean absolute difference to the truth inside the shadow before, of 255.</summary>
    public required double ErrorBefore { get; init; }

    /// <summary>The same after relighting.</summary>
    public required double ErrorAfter { get; init; }

    /// <summary>Gradient energy of the core over that of the truth; 1 keeps the texture, less is smoother, more is rougher.</summary>
    public required double GradientRatio { get; init; }

    /// <summary>Mean squared difference of neighbouring samples of the truth, of 255; rounding alone makes 0.2, and below 1 there is hardly any texture to keep.</summary>
    public required double TruthEnergy { get; init; }

    /// <summary>Kept pixels that changed; 0 unless the pipeline is broken.</summary>
    public required long ChangedKeptPixels { get; init; }

    /// <summary>Share by which the error fell, at most 1; negative if it rose.</summary>
    public double Fall => 1 - (ErrorAfter / ErrorBefore);

    /// <summary>Relights the scene's shadow, marked a little too large; null if relighting refused it as no shadow.</summary>
    /// <param name="scene">A scene with a shadow.</param>
    public static RelitTrial? Run(GroundScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return Run(scene, MaskGrow.Grow(scene.Mark, MaskMarginPx));
    }

    /// <summary>Relights what a mask marks; null if relighting refused it as no shadow.</summary>
    /// <param name="scene">A scene with a shadow.</param>
    /// <param name="marked">Where the shadow is said to be, of the picture's size.</param>
    public static RelitTrial? Run(GroundScene scene, Mask marked)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(marked);
        try
        {
            InpaintRequest request = Unshadow.ToRequest(scene.Input, marked, scene.Subject);
            InpaintResult result = new Inpainter(Infill.Engines.BuiltInEngines.CreateCatalog()).Run(request);
            Mask mixed = MaskGrow.Grow(scene.Subject, MixedPx);
            (double truth, long pairs) = GradientEnergy(scene, mixed, scene.Truth);
            return new RelitTrial
            {
                ErrorBefore = Error(scene, scene.Input),
                ErrorAfter = Error(scene, result.Image),
                GradientRatio = GradientEnergy(scene, mixed, result.Image).Sum / Math.Max(1e-9, truth),
                TruthEnergy = truth / Math.Max(1, pairs),
                ChangedKeptPixels = result.Proof.ChangedPixels,
            };
        }
        catch (InvalidRequestException)
        {
            return null;
        }
    }

    private static double Error(GroundScene scene, Image image)
    {
        (double sum, long count) = (0, 0);
        ForEach(scene, Faint, (x, y) =>
        {
            for (int c = 0; c < 3; c++)
            {
                sum += Math.Abs(image[x, y, c] - scene.Truth[x, y, c]);
                count++;
            }
        });
        return sum / Math.Max(1, count);
    }

    // Squared differences of neighbours in encoded green, where texture is seen; pixels that the object's edge is mixed into are no ground.
    private static (double Sum, long Pairs) GradientEnergy(GroundScene scene, Mask mixed, Image image)
    {
        (double sum, long pairs) = (0, 0);
        ForEach(scene, Core, (x, y) =>
        {
            foreach ((int dx, int dy) in (ReadOnlySpan<(int, int)>)[(1, 0), (0, 1)])
            {
                if (scene.Mark[x + dx, y + dy] >= Core && mixed[x, y] == 0 && mixed[x + dx, y + dy] == 0)
                {
                    (sum, pairs) = (sum + Math.Pow(image[x + dx, y + dy, 1] - image[x, y, 1], 2), pairs + 1);
                }
            }
        });
        return (sum, pairs);
    }

    private static void ForEach(GroundScene scene, float least, Action<int, int> look)
    {
        PixelRect window = scene.Mark.Window;
        for (int y = window.Y; y < window.Bottom; y++)
        {
            for (int x = window.X; x < window.Right; x++)
            {
                if (scene.Mark[x, y] >= least)
                {
                    look(x, y);
                }
            }
        }
    }
}
