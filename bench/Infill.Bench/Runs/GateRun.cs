using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.MaskModels;
using Infill.Quality;
using Infill.Workflows;

namespace Infill.Bench.Runs;

/// <summary>What the gate takes of a fill's time: one hole of radius 50 in photos of 1280×853, engine patch, fill and judgement in turn within every round.</summary>
/// <remarks>The photos are the samples, repeated in a mirror at their own sharpness. Processor time of all threads counts: it does not grow when others use the machine.</remarks>
internal sealed class GateRun(BenchOptions options)
{
    private const int Width = 1280;
    private const int Height = 853;
    private const int Radius = 50;

    private static readonly string[] Samples = ["astronaut.png", "coffee.png", "rocket.jpg", "chelsea.png"];

    private readonly SortedDictionary<(string Photo, string What), List<double>> _seconds = [];

    public void Run()
    {
        using var shelf = new MaskModelShelf(Environment.GetEnvironmentVariable);
        Gate plain = new(), mapped = new(new GateOptions { Maps = shelf.FindGateMaps() });
        var inpainter = new Inpainter(BuiltInEngines.CreateCatalog());
        foreach (string name in Samples)
        {
            Image photo = Mirrored(ImageFile.Load(Path.Combine(Repository.Root, "samples", name)));
            Mask mask = MaskShapes.Ellipse(photo.Size, new MaskPoint(Width / 2, Height / 2), Radius, Radius);
            InpaintRequest request = RemoveObject.ToRequest(photo, mask);

            // The first round compiles; it does not count.
            for (int round = 0; round <= options.Rounds; round++)
            {
                InpaintResult result = Measure(name, "fill", round, () => inpainter.Run(request));
                Measure(name, "gate", round, () => plain.Judge(result));
                Measure(name, "gate with models", round, () => mapped.Judge(result));
                Console.Error.WriteLine($"{name}, round {round} of {options.Rounds}, load {Networks.Meter.Load()}");
            }
        }

        string table = ToMarkdown(shelf.FindGateMaps());
        File.WriteAllText(Path.Combine(options.Output, "gate.md"), table);
        Console.WriteLine(table);
    }

    private T Measure<T>(string photo, string what, int round, Func<T> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long began = Stopwatch.GetTimestamp();
        T result = work();
        if (round > 0)
        {
            Note(photo, what, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            Note(photo, what + ", wall", Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return result;
    }

    private void Note(string photo, string what, double seconds)
    {
        if (!_seconds.TryGetValue((photo, what), out List<double>? list))
        {
            _seconds[(photo, what)] = list = [];
        }

        list.Add(seconds);
    }

    private string ToMarkdown(IReadOnlyList<GateMap> maps)
    {
        var text = new StringBuilder();
        string models = maps.Count == 0 ? "none is here" : string.Join(", ", maps.Select(map => map.Name));
        text.AppendLine(CultureInfo.InvariantCulture, $"# The gate's share of a fill: medians of {options.Rounds} rounds, {Environment.ProcessorCount} cores, load {Networks.Meter.Load()}; models: {models}").AppendLine();
        text.AppendLine("| photo | fill, CPU s | gate, CPU s | share | gate with models, CPU s | fill, wall s | gate, wall s |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (string photo in Samples)
        {
            double fill = Median(photo, "fill"), gate = Median(photo, "gate");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {photo} | {fill:0.000} | {gate:0.000} | {100 * gate / fill:0.0} % | {Median(photo, "gate with models"):0.000} | {Median(photo, "fill, wall"):0.000} | {Median(photo, "gate, wall"):0.000} |");
        }

        return text.ToString();
    }

    private double Median(string photo, string what) => Numbers.Median(_seconds[(photo, what)]);

    private static Image Mirrored(Image photo)
    {
        var large = new Image(new PixelSize(Width, Height), photo.Format);
        for (int i = 0; i < Width * Height; i++)
        {
            (int x, int y) = (i % Width, i / Width);
            for (int c = 0; c < photo.Format.Channels; c++)
            {
                large[x, y, c] = photo[Mirror(x, photo.Width), Mirror(y, photo.Height), c];
            }
        }

        return large;
    }

    private static int Mirror(int at, int side) => at % (2 * side) is int place && place < side ? place : (2 * side) - 1 - (at % (2 * side));
}
