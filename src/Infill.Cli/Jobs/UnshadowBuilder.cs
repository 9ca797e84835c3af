using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Workflows;

namespace Infill.Cli.Jobs;

/// <summary>From an unshadow job and its picture to the request that the library runs.</summary>
internal static class UnshadowBuilder
{
    /// <summary>Finds the shadow or reads its mask, and relights it.</summary>
    /// <exception cref="CliException">No shadow was found.</exception>
    /// <exception cref="InvalidRequestException">The mask marks no shadow.</exception>
    public static InpaintRequest Build(JobArguments job, UnshadowArguments unshadow, Image image, PictureFiles files)
    {
        (Mask shadow, Mask? keep) = Find(job, unshadow, image, files);
        return Unshadow.ToRequest(image, shadow, keep, files.Cancellation);
    }

    /// <summary>The shadow, as marked or found, and what throws it, if that was named.</summary>
    /// <exception cref="CliException">No shadow was found.</exception>
    public static (Mask Shadow, Mask? Keep) Find(JobArguments job, UnshadowArguments unshadow, Image image, PictureFiles files)
    {
        Mask? keep = unshadow.Object is string text ? MaskReader.Read(text, image, job.Source, files) : null;
        Mask shadow = job.Source.Mask is string mask ? MaskReader.Read(mask, image, job.Source, files)
            : keep is not null ? ShadowGrowth.Find(image, keep, withPenumbra: false, withReflections: false).Shadow
            : ShadowSpotter.Find(image);
        if (job.Source.Mask is null && shadow.CountFilled() == 0)
        {
            throw new CliException(
                ExitCode.Failed,
                keep is null ? "No shadow stands out in the picture." : "No shadow stands out beside the object.",
                $"infill unshadow {Shell.Quote(job.Source.Image)} --mask \"polygon:X,Y X,Y X,Y\" --output out.png");
        }

        return (shadow, keep);
    }
}
