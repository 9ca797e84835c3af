using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Erasers;

/// <summary>Photos whose rows are each of one colour, with an object in them: the tiny erasers restore the rows, so what stood behind the object is known.</summary>
internal static class EraserPictures
{
    /// <summary>Saves a photo with the object painted over it, and gives the one without.</summary>
    public static Image Save(CliFolder folder, string name, PixelSize size, PixelFormat format, params PixelRect[] objects)
    {
        var truth = new Image(size, format);
        var photo = new Image(size, format);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                for (int c = 0; c < format.Channels; c++)
                {
                    truth[x, y, c] = Row(format, size.Height, y, c);
                    photo[x, y, c] = objects.Any(o => o.Contains(x, y)) ? format.MaxValue : truth[x, y, c];
                }
            }
        }

        ImageFile.Save(photo, folder[name], new SaveOptions { Overwrite = true });
        return truth;
    }

    /// <summary>The largest difference inside a rectangle, in shares of the format's range.</summary>
    public static double FarthestFrom(Image truth, Image filled, PixelRect inside)
    {
        double most = 0;
        for (int y = inside.Y; y < inside.Bottom; y++)
        {
            for (int x = inside.X; x < inside.Right; x++)
            {
                for (int c = 0; c < truth.Format.Channels; c++)
                {
                    most = Math.Max(most, Math.Abs(truth[x, y, c] - filled[x, y, c]) / (double)truth.Format.MaxValue);
                }
            }
        }

        return most;
    }

    private static int Row(PixelFormat format, int height, int y, int channel) =>
        (int)(format.MaxValue * (0.2 + (0.15 * channel) + (0.3 * y / height)));
}
