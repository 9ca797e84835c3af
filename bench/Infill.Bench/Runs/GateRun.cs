using System.Globalization;
using System.Text;
using Infill.Bench.Networks;
using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.MaskModels;
using Infill.Quality;
using Infill.Workflows;

namespace Infill.Bench.Runs;

/// <summary>What the gate takes of a fill's time: one hole of radius 50 in photos of 1280×853, engine patch, fill and judgement in turn within every round.</summary>
/// <remarks>The photos are the samples, repeated in a mirror at their own sharpness. Processor time of all threads counts: it hardly grows when others use the machine.</remarks>
internal sealed class GateRun(BenchOptions options)
{
    private const int Width = 1280;
    private const int Height = 853;
    private const int Radius = 50;

    private static readonly string[] Samples = ["astronaut.png", "coffee.png", "rocket.jpg", "chelsea.png"];

    private readonly Meter _meter = new();

    public void Run()
    {
        using var shelf = new MaskModelShelf(Environment.GetEnvironmentVariable);
        IReadOnlyList<GateMap> maps = shelf.FindGateMaps();
        var inpainter = new Inpainter(BuiltInEngines.CreateCatalog());
        foreach (string name in Samples)
        {
            Image photo = Pictures.Mirrored(name, new PixelSize(Width, Height));
            InpaintRequest request = RemoveObject.ToRequest(photo, MaskShapes.Ellipse(photo.Size, new MaskPoint(Width / 2, Height / 2), Radius, Radius));
            InpaintResult result = inpainter.Run(request);
            _meter.Add($"{name} fill", () => inpainter.Run(request));
            AddGate($"{name} gate", new Gate(), result);
            if (maps.Count > 0)
            {
                AddGate($"{name} models", new Gate(new GateOptions { Maps = maps }), result);
            }
        }

        _meter.Run(options.Rounds);
        string table = ToMarkdown(maps);
        File.WriteAllText(Path.Combine(options.Output, "gate.md"), table);
        Console.WriteLine(table);
    }

    private void AddGate(string name, Gate gate, InpaintResult result) => _meter.Add(name, () => gate.Judge(result));

    private string ToMarkdown(IReadOnlyList<GateMap> maps)
    {
        var text = new StringBuilder();
        string models = maps.Count == 0 ? "none is here" : string.Join(", ", maps.Select(map => map.Name));
        text.AppendLine(CultureInfo.InvariantCulture, $"# The gate's share of a fill: medians of {options.Rounds} rounds, {Environment.ProcessorCount} cores, load {Meter.Load()}; models: {models}").AppendLine();
        text.AppendLine("| photo | fill, CPU s | gate, CPU s | share | gate with models, CPU s | fill, wall s | gate, wall s |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (string photo in Samples)
        {
            (double fill, double gate) = (_meter.Cpu($"{photo} fill"), _meter.Cpu($"{photo} gate"));
            string with = maps.Count == 0 ? "" : _meter.Cpu($"{photo} models").ToString("0.000", CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {photo} | {fill:0.000} | {gate:0.000} | {100 * gate / fill:0.0} % | {with} | {_meter.Wall($"{photo} fill"):0.000} | {_meter.Wall($"{photo} gate"):0.000} |");
        }

        return text.ToString();
    }
}
