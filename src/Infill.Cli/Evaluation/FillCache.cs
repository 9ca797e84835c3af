using System.Globalization;
using System.Text;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>Fills of other programs, kept by content: the same pictures and the same command give the same file.</summary>
/// <param name="folder">Folder of the cache; made when something is kept.</param>
internal sealed class FillCache(string folder)
{
    /// <summary>Name of one fill: a hash of the pictures, what fills, and the seed.</summary>
    public static string KeyOf(CasePictures pictures, string identity, int seed) => Sha256.Hash(
        Encoding.UTF8.GetBytes($"{pictures.Input.ComputeHash()}\n{pictures.Mask.ComputeHash()}\n{identity}\n{seed}"))[..32];

    /// <summary>A fill that was kept, with its times, or null.</summary>
    public EvalFill? Find(string key)
    {
        (string picture, string times) = PathsOf(key);
        if (!File.Exists(picture) || !File.Exists(times))
        {
            return null;
        }

        double[] seconds = [.. File.ReadAllText(times).Split(' ').Select(t => double.TryParse(t, CultureInfo.InvariantCulture, out double v) ? v : 0)];
        try
        {
            return new EvalFill { Picture = EvalPicture.Load(picture), Seconds = seconds[0], CpuSeconds = seconds[^1], IsCached = true };
        }
        catch (ImageFileException)
        {
            // A damaged file is as good as none: the program runs again and replaces it.
            return null;
        }
    }

    /// <summary>Keeps a fill; the times last, as a fill without them does not count.</summary>
    public void Keep(string key, EvalFill fill)
    {
        Directory.CreateDirectory(folder);
        (string picture, string times) = PathsOf(key);
        ImageFile.Save(fill.Picture, picture, new SaveOptions { Overwrite = true });
        string text = string.Create(CultureInfo.InvariantCulture, $"{fill.Seconds:R} {fill.CpuSeconds ?? 0:R}");
        AtomicFile.Write(times, overwrite: true, stream => stream.Write(Encoding.ASCII.GetBytes(text)));
    }

    private (string Picture, string Times) PathsOf(string key) => (Path.Combine(folder, key + ".png"), Path.Combine(folder, key + ".txt"));
}
