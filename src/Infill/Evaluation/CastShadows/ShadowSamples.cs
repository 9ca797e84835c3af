using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Masks.CastShadows;

namespace Infill.Evaluation.CastShadows;

/// <summary>Writes supposed shadows of made scenes and how right they are: what the network that judges shadows learns from.</summary>
/// <remarks>Of each sample: the overlap with the true shadow (float32, 0 without one), the number of its scene (float32), and the planes of a patch as bytes:
/// 128 + 50·value, at least 0 and at most 255.</remarks>
public sealed class ShadowSamples : IDisposable
{
    private const int PerScene = 8;
    private const float Unit = 50;
    private const float Zero = 128;

    private readonly BinaryWriter _writer;
    private int _scenes;

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Stays open.</param>
    public ShadowSamples(Stream stream) => _writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);

    /// <summary>Samples so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes the supposed shadows of one more scene: outlines, and what the ground makes of them.</summary>
    /// <param name="scene">With a shadow or without.</param>
    public void Add(GroundScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        int number = _scenes++;
        if (ShadowFinder.ViewOf(scene.Input, scene.Subject) is ShadowView view)
        {
            Mask truth = view.Reduce(scene.Mark);
            foreach ((Mask outline, ShadowStep step) in ShadowCandidate.Outlines(view, PerScene))
            {
                Write(view, (outline, step), truth, number);
                Write(view, (ShadowRegion.Fit(view, outline, step).Region, step), truth, number);
            }
        }
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose() => _writer.Dispose();

    private void Write(ShadowView view, (Mask Outline, ShadowStep Step) supposed, Mask truth, int scene)
    {
        if (supposed.Outline.FindBounds().IsEmpty)
        {
            return;
        }

        _writer.Write((float)view.Overlap(supposed.Outline, truth));
        _writer.Write((float)scene);
        foreach (float value in ShadowPatch.Draw(view, supposed.Outline, supposed.Step.Light).Values)
        {
            _writer.Write((byte)Math.Clamp(MathF.Round(Zero + (Unit * value)), byte.MinValue, byte.MaxValue));
        }

        Count++;
    }
}
