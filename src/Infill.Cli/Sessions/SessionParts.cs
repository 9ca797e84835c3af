using Infill.Cli.Jobs;
using Infill.Cli.Streams;
using Infill.Imaging;

namespace Infill.Cli.Sessions;

/// <summary>A job whose found masks and foreign pictures lie in files of their own, so that it can be made again without finding them again.</summary>
/// <param name="Job">The job on these files.</param>
/// <param name="Mask">File of what was marked, 16-bit PNG, white = marked; null if that is not known yet, or never for an edit without one.</param>
/// <param name="Extra">File of the picture behind a product, or of the mask of what throws a shadow; null for none.</param>
internal sealed record SessionParts(JobArguments Job, string? Mask, string? Extra)
{
    private const string MaskName = "mask.png";
    private const string ExtraName = "extra";

    /// <summary>Finds what the job's words say and writes it down: product and background, shadow and what throws it. Other jobs stay as they are.</summary>
    /// <param name="job">Checked; its picture is a file.</param>
    /// <param name="room">Scratch folder of this job.</param>
    /// <param name="files">Where pictures come from.</param>
    /// <exception cref="CliException">No shadow was found, or a mask is none.</exception>
    public static SessionParts Settle(JobArguments job, string room, PictureFiles files)
    {
        if (job.Swap is SwapArguments swap)
        {
            return SettleSwap(job, swap, room, files);
        }

        return job.Unshadow is UnshadowArguments unshadow ? SettleUnshadow(job, unshadow, room, files) : new SessionParts(job, null, null);
    }

    /// <summary>With the mask that a job prepared, unless it is known already or the edit has none.</summary>
    public SessionParts With(Mask mask, string room) => Mask is not null || Job.Extend is not null ? this : this with { Mask = Save(mask, Path.Combine(room, MaskName)) };

    /// <summary>What the session keeps of the job: nothing that names a file elsewhere, and no finding of what is found.</summary>
    public JobArguments ToKeep() => Job with
    {
        // The mask that is kept is white where it marks, and has the shadow in it.
        Source = Job.Source with { Image = "", Mask = null, Polarity = null },
        Mask = Job.Mask with { WithShadow = false },
        Swap = Job.Swap?.File is string file ? Job.Swap with { Background = Path.GetFileName(file) } : Job.Swap,
        Unshadow = Job.Unshadow is null ? null : new UnshadowArguments(),
        Output = new OutputArguments(),
    };

    private static SessionParts SettleSwap(JobArguments job, SwapArguments swap, string room, PictureFiles files)
    {
        Image image = files.Load(job.Source.Image, Limits.From(job.Source));
        string mask = Save(SwapBuilder.ReadProduct(job, image, files), Path.Combine(room, MaskName));
        SwapArguments settled = swap with { Edges = SwapBuilder.EdgesOf(swap, job.Source).ToString().ToLowerInvariant() };
        string? behind = null;
        if (swap.File is string file)
        {
            // A copy: what lies under that name may change between the run and the keeping.
            behind = Path.Combine(room, ExtraName + Path.GetExtension(file));
            File.Copy(file, behind, overwrite: true);
            settled = settled with { Background = behind };
        }

        return new SessionParts(job with { Source = job.Source with { Mask = mask, Polarity = null }, Swap = settled }, mask, behind);
    }

    private static SessionParts SettleUnshadow(JobArguments job, UnshadowArguments unshadow, string room, PictureFiles files)
    {
        Image image = files.Load(job.Source.Image, Limits.From(job.Source));
        (Mask shadow, Mask? keep) = UnshadowBuilder.Find(job, unshadow, image, files);
        string mask = Save(shadow, Path.Combine(room, MaskName));
        string? thing = keep is null ? null : Save(keep, Path.Combine(room, ExtraName + ".png"));
        return new SessionParts(job with { Source = job.Source with { Mask = mask, Polarity = null }, Unshadow = new UnshadowArguments { Object = thing } }, mask, thing);
    }

    private static string Save(Mask mask, string file)
    {
        ImageFile.Save(MaskImage.ToImage16(mask), file, new SaveOptions { Overwrite = true });
        return file;
    }
}
