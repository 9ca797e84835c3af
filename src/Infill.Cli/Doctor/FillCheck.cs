using Infill.Cli.Jobs;
using Infill.Engines;
using Infill.Imaging;
using Infill.Workflows;

namespace Infill.Cli.Doctor;

/// <summary>Runs a small fill from end to end.</summary>
internal static class FillCheck
{
    private const int Side = 64;

    /// <summary>Seconds of the run, its proof of kept pixels included.</summary>
    /// <param name="time">Clock.</param>
    /// <exception cref="Exception">Whatever kept the fill from working.</exception>
    public static double Run(TimeProvider time)
    {
        var photo = new Image(new PixelSize(Side, Side), new PixelFormat(ColorModel.Rgb, false, 8));
        for (int i = 0; i < photo.Samples8.Length; i++)
        {
            photo.Samples8[i] = (byte)((i * 7) + (i / Side % 5 * 20));
        }

        var mask = new Mask(photo.Size, new PixelRect(28, 28, 8, 8));
        mask.Values.AsSpan().Fill(1f);
        long start = time.GetTimestamp();
        _ = new Inpainter(BuiltInEngines.CreateCatalog(), time).Run(RemoveObject.ToRequest(photo, mask, FillArguments.DefaultEngine, new InpaintOptions()));
        return Math.Round(time.GetElapsedTime(start).TotalSeconds, 3);
    }
}
