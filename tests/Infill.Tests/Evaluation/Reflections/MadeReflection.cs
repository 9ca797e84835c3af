using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Reflections;

/// <summary>Scenes that are drawn rather than placed into a photo.</summary>
internal static class MadeReflection
{
    /// <summary>An object on grainy ground.</summary>
    /// <param name="share">Of the object in the ground; 0 for none.</param>
    /// <param name="grain">Of the ground.</param>
    public static GroundScene Of(double share, int grain) => new()
    {
        Input = ReflectionPictures.Draw(share, grain: grain),
        Truth = ReflectionPictures.Draw(0, grain: grain),
        Subject = ReflectionPictures.Object,
        Mark = share > 0 ? ReflectionPictures.Mirrored : new Mask(ReflectionPictures.Size, default),
    };
}
