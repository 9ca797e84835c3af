using System.Globalization;
using System.Text;
using Infill.Cli.Evaluation;
using Infill.Imaging;

namespace Infill.Bench.Runs;

/// <summary>Large JPEG files through the process: wall time and peak memory, decode and encode included.</summary>
internal sealed class MemoryRun(BenchOptions options)
{
    private const int HoleRadius = 200;

    private static readonly (string Name, PixelSize Size)[] Sizes =
    [
        ("6 megapixels", new PixelSize(3000, 2000)),
        ("24 megapixels", new PixelSize(6000, 4000)),
        ("100 megapixels", new PixelSize(12000, 8334)),
    ];

    public void Run()
    {
        if (!InfillProgram.IsReady)
        {
            Console.WriteLine("The command line is not built: dotnet build Infill.slnx -c Release");
            return;
        }

        var text = new StringBuilder("# Large files: a hole 400 px wide, best of the rounds; decode, encode and process start included\n\n");
        text.AppendLine("| file | seconds | peak MB |").AppendLine("|---|---|---|");
        foreach ((string name, PixelSize size) in Sizes)
        {
            (string picture, string mask) = MakeFiles(size);
            ProcessRun[] runs = [.. Enumerable.Range(0, options.Rounds).Select(_ => InfillProgram.Fill(picture, mask, Path.Combine(options.Output, "out.jpg")))];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {runs.Min(r => r.Seconds):0.0} | {runs.Max(r => r.PeakBytes) / 1048576.0:0} |");
        }

        File.WriteAllText(Path.Combine(options.Output, "memory.md"), text.ToString());
        Console.WriteLine(text);
    }

    // A photo scaled up has little fine detail; that matters for looks, not for time and memory.
    private static (string Picture, string Mask) MakeFiles(PixelSize size)
    {
        string folder = Path.Combine(Repository.Artifacts, "large");
        string picture = Path.Combine(folder, $"{size.Width}.jpg");
        string mask = Path.Combine(folder, $"{size.Width}-mask.png");
        if (!File.Exists(mask))
        {
            Directory.CreateDirectory(folder);
            string[] photos = ["/usr/share/wallpapers/EveningGlow/contents/images/2560x1600.jpg", Path.Combine(Repository.Root, "samples", "rocket.jpg")];
            Pictures.SaveEnlarged(photos.First(File.Exists), size, picture);
            Pictures.SaveDisc(size, HoleRadius, mask);
        }

        return (picture, mask);
    }
}
