using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.CastShadows;

/// <summary>Scenes that are drawn rather than placed into a photo.</summary>
internal static class MadeScene
{
    /// <summary>An object on grainy ground.</summary>
    /// <param name="light">Share that its shadow leaves; from 1 there is none.</param>
    /// <param name="grain">Of the ground.</param>
    public static GroundScene Of(float light, int grain)
    {
        Image lit = ShadowPictures.Draw((1, 1, 1), grain: grain);
        return new GroundScene
        {
            Input = light < 1 ? ShadowPictures.Draw((light, light, light), grain: grain) : lit,
            Truth = lit,
            Subject = ShadowPictures.Object,
            Mark = light < 1 ? ShadowPictures.Shadow : new Mask(lit.Size, default),
        };
    }
}
