using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>What an object leaves on the ground beside itself: a shadow, a reflection.</summary>
public interface IGroundEffect
{
    /// <summary>Everything that object and effect may change, in the frame of the object's top left corner.</summary>
    /// <param name="size">Size of the object.</param>
    PixelRect Reach(PixelSize size);

    /// <summary>The effect of an object over its reach.</summary>
    /// <param name="cut">The object, sRGB-encoded, with its alpha in the fourth channel.</param>
    GroundChange Change(FloatImage cut);
}
