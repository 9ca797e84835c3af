using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infill.Bench.Networks;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.StableDiffusion;
using Infill.Workflows;

namespace Infill.Bench.Runs;

/// <summary>Whole edits with a model in each mode of <see cref="EditMode"/>: what each takes, and how far its fill is from the exact one's.</summary>
/// <remarks>A fill's error is over the hole's pixels, before the blend stage: of the model, not of the pipeline. Other seeds of the exact mode say how far apart
/// fills are that nobody would call wrong.</remarks>
internal sealed class ModeRun(BenchOptions options)
{
    private const string Prompt = "a wicker basket";

    private static readonly string Photo = Path.Combine(Repository.Root, "samples", "astronaut.png");

    private readonly StringBuilder _table = new();

    public void Run()
    {
        string model = options.Model ?? throw new ArgumentException("modes needs --model: the folder or file of a whole model.");
        Image photo = ImageFile.Load(Photo);
        Mask mask = MaskExpression.Parse("ellipse:50%,50%,20%,20%").Evaluate(photo.Size, null, _ => throw new InvalidOperationException("The mask names no file."));
        Add($"# Modes: {model}, {options.Rounds} seeds, {Environment.ProcessorCount} cores, load {Meter.Load()}\n");
        Add("| mode | CPU s, median | wall s, median | mean difference in the hole, of 255 | PSNR dB |\n|---|---|---|---|---|");
        List<RegionStages> exact = [];
        foreach (EditMode mode in EditMode.All(new StepCache()))
        {
            (List<RegionStages> fills, List<(double Wall, double Cpu)> times) = Fill(model, mode, photo, mask);
            exact = exact.Count == 0 ? fills : exact;
            Add(Row(mode.Name, fills, exact, times));
        }

        if (options.Vae is not null)
        {
            (List<RegionStages> fills, List<(double Wall, double Cpu)> times) = Fill(model, EditMode.All(new StepCache())[0], photo, mask, options.Vae);
            Add(Row("exact with the small autoencoder", fills, exact, times));
        }

        if (exact.Count > 1)
        {
            Add(Row("exact, another seed", exact, [.. exact.Skip(1), exact[0]], []));
        }

        File.WriteAllText(Path.Combine(options.Output, "modes.md"), _table.ToString());
        Console.WriteLine(_table);
    }

    private (List<RegionStages> Fills, List<(double Wall, double Cpu)> Times) Fill(string model, EditMode mode, Image photo, Mask mask, string? vae = null)
    {
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = model, StepCache = mode.Cache, Options = new Infill.Onnx.Models.ModelOptions { Vae = vae } });
        var catalog = new EngineCatalog();
        runtime.AddTo(catalog);
        var inpainter = new Inpainter(catalog);
        (List<RegionStages> fills, List<(double, double)> times) = ([], []);
        for (int seed = 1; seed <= options.Rounds; seed++)
        {
            var diffusion = new DiffusionOptions
            {
                Sampler = mode.Sampler,
                Steps = mode.Steps,
                Guidance = new GuidanceChoice { Scale = mode.Guidance.Scale, Begin = mode.Guidance.Begin, End = mode.Guidance.End },
            };
            var request = FillRegion.ToRequest(photo, mask, SdRuntime.EngineName, new InpaintOptions
            {
                Mask = FillRegion.ExactMask,
                Fill = new FillOptions { Seed = seed, Prompt = Prompt, Diffusion = diffusion },
                KeepStages = true,
            });
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long began = Stopwatch.GetTimestamp();
            InpaintResult result = inpainter.Run(request);
            times.Add((Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds));
            fills.Add(result.Stages[0]);
            Console.Error.WriteLine($"{mode.Name}, seed {seed}: {times[^1].Item2:0.0} s of processor time, load {Meter.Load()}");
        }

        return (fills, times);
    }

    private static string Row(string name, List<RegionStages> fills, List<RegionStages> exact, List<(double Wall, double Cpu)> times)
    {
        (double Mean, double Square)[] errors = [.. fills.Zip(exact, (fill, reference) => Difference(fill, reference))];
        string Median(Func<(double Wall, double Cpu), double> of) => times.Count == 0 ? "" : Show(Numbers.Median(times.Select(of)));
        double square = errors.Average(e => e.Square);
        return $"| {name} | {Median(t => t.Cpu)} | {Median(t => t.Wall)} | {Show(errors.Average(e => e.Mean) * byte.MaxValue)} | {(square > 0 ? Show(-10 * Math.Log10(square)) : "")} |";
    }

    private static (double Mean, double Square) Difference(RegionStages fill, RegionStages exact)
    {
        var differences = new List<double>();
        for (int y = 0; y < fill.Denoise.Height; y++)
        {
            for (int x = 0; x < fill.Denoise.Width; x++)
            {
                for (int c = 0; c < 3 && fill.Denoise[x, y] > 0; c++)
                {
                    differences.Add((double)fill.Generated[c, x, y] - exact.Generated[c, x, y]);
                }
            }
        }

        return (differences.Average(Math.Abs), differences.Average(d => d * d));
    }

    private void Add(string line) => _table.AppendLine(line);

    private static string Show(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
