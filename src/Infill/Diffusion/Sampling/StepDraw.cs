using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>The noise of one step: drawn when a rule asks for it, so that rules without noise leave the source where it is.</summary>
/// <param name="noise">Source.</param>
/// <param name="state">State before the step; gives the shape.</param>
internal sealed class StepDraw(INoise noise, SamplerState state)
{
    /// <summary>The newest draw of the step; null if there was none.</summary>
    public FloatImage? Last { get; private set; }

    /// <summary>Fresh noise. Its index is that of the state it enters, one more than the step's.</summary>
    public FloatImage Next() => Last = noise.Draw(state.X.Channels, state.X.Size, state.Index + 1);
}
