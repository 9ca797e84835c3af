using System.Globalization;
using System.Text;
using Infill.Bench.Networks;
using Infill.Cli.Evaluation;
using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Networks;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;

namespace Infill.Bench.Runs;

/// <summary>The networks of Stable Diffusion 1.5 at their real size with random weights: time of a step against a plain graph and against a matrix product, start, memory, whole edits.</summary>
internal sealed class NetworkRun(BenchOptions options)
{
    private const string Product = "MatMul 2048³";
    private const string Text = "text encoder";
    private const string Encode = "VAE encode 512²";
    private const string Decode = "VAE decode 512²";
    private const int ProductRepeats = 5;

    /// <summary>Multiplications and additions by name; counted from the layers' shapes.</summary>
    private static readonly Dictionary<string, double> Flops = new()
    {
        [Product] = Feeds.ProductFlops,
        [Step(512)] = 0.80e12,
        [Plain(512)] = 0.80e12,
        [Step(768)] = 2.15e12,
        [Plain(768)] = 2.15e12,
        [Encode] = 1.12e12,
        [Decode] = 2.51e12,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly StepCache _cache = new();
    private readonly Meter _meter = new();
    private readonly List<IDisposable> _sessions = [];
    private readonly StringBuilder _table = new();

    public void Run()
    {
        string folder = options.Model ?? Directory.CreateTempSubdirectory("infill-bench-").FullName;
        try
        {
            using (RealModel model = RealModel.Open(folder))
            {
                Prepare(model);
                _meter.Run(options.Rounds);
                _sessions.ForEach(s => s.Dispose());
            }

            WriteRates();
            WriteEdits();
            WriteStarts(folder);
        }
        finally
        {
            if (options.Model is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        File.WriteAllText(Path.Combine(options.Output, "networks.md"), _table.ToString());
        Console.WriteLine(_table);
    }

    private static string Step(int pixels) => $"UNet {pixels}²";

    private static string Plain(int pixels) => $"UNet {pixels}², plain graph";

    private static string Shallow(int pixels) => $"UNet {pixels}², outer layers";

    private void Prepare(RealModel model)
    {
        var session = new OnnxOptions();
        var loader = new SdLoader(session, OperatorDialect.Fused);
        (OnnxModel product, Dictionary<string, OnnxTensor> matrices) = Feeds.Product(session);
        _meter.Add(Product, Runner(product, matrices, "product"), ProductRepeats);
        OnnxModel unet = loader.LoadUNet(model.UNet, withControl: false, _cache);
        OnnxModel shallow = loader.LoadShallow(model.UNet, withControl: false, _cache).Network;
        OnnxModel? plain = options.WithPlain ? new SdLoader(session, OperatorDialect.Plain).LoadUNet(model.UNet, withControl: false) : null;
        foreach (int pixels in options.Sizes)
        {
            Dictionary<string, OnnxTensor> inputs = Feeds.UNet(pixels);
            _meter.Add(Step(pixels), Runner(unet, inputs, UNetGraph.OutputName));
            if (plain is not null)
            {
                _meter.Add(Plain(pixels), Runner(plain, inputs, UNetGraph.OutputName));
            }

            OnnxTensor deep = unet.Run(inputs, [UNetGraph.DeepName], CancellationToken.None)[0];
            _meter.Add(Shallow(pixels), Runner(shallow, new Dictionary<string, OnnxTensor>(inputs) { [UNetGraph.DeepName] = deep }, UNetGraph.OutputName));
        }

        PrepareRest(model, session);
    }

    private void PrepareRest(RealModel model, OnnxOptions session)
    {
        VaeConfig vae = model.Vae.Config;
        OnnxModel encoder = NetworkSession.Load("vae", model.Vae.Weights!, w => AutoencoderKlGraph.WriteEncoder(vae, w), session);
        OnnxModel decoder = NetworkSession.Load("vae", model.Vae.Weights!, w => AutoencoderKlGraph.WriteDecoder(vae, w), session);
        OnnxModel text = NetworkSession.Load("text_encoder", model.Text.Weights!, w => ClipTextGraph.Write(model.Text.Config, w), session);
        _meter.Add(Encode, Runner(encoder, new Dictionary<string, OnnxTensor> { ["sample"] = Feeds.Picture(3, 512) }, "latent_parameters"));
        _meter.Add(Decode, Runner(decoder, new Dictionary<string, OnnxTensor> { ["latent_sample"] = Feeds.Picture(4, 64) }, "sample"));
        _meter.Add(Text, Runner(text, Feeds.Text(), "last_hidden_state"));
    }

    private Action Runner(OnnxModel network, Dictionary<string, OnnxTensor> inputs, string output)
    {
        _sessions.Add(network);
        return () =>
        {
            OnnxTensor result = network.Run(inputs, [output], CancellationToken.None)[0];
            if (result.Floats.Any(v => !float.IsFinite(v)))
            {
                throw new InvalidOperationException($"{output} holds values that are no numbers.");
            }
        };
    }

    private void WriteRates()
    {
        Add($"# Networks: medians of {options.Rounds} alternating rounds, {Environment.ProcessorCount} cores, ONNX Runtime {OnnxModel.RuntimeVersion}, load {Meter.Load()}");
        Add("\nCPU = processor time of all threads. Rate = share of the matrix product's operations per second of it.\n");
        Add("| | wall s | CPU s | GFLOP per CPU second | rate | CPU, share of the plain graph |\n|---|---|---|---|---|---|");
        double product = Flops[Product] / _meter.Cpu(Product);
        string[] names = [Product, .. options.Sizes.SelectMany(p => new[] { Step(p), Plain(p), Shallow(p) }.Where(n => options.WithPlain || n != Plain(p))), Encode, Decode, Text];
        foreach (string name in names)
        {
            double? rate = Flops.TryGetValue(name, out double flops) ? flops / _meter.Cpu(name) : null;
            int pixels = options.Sizes.FirstOrDefault(p => name == Step(p));
            string share = pixels > 0 && options.WithPlain ? Show(_meter.Cpu(name) / _meter.Cpu(Plain(pixels))) : "";
            Add($"| {name} | {Show(_meter.Wall(name))} | {Show(_meter.Cpu(name))} | {Show(rate / 1e9)} | {Show(rate / product)} | {share} |");
        }
    }

    private void WriteEdits()
    {
        if (!options.Sizes.Contains(512))
        {
            return;
        }

        Add("\n# One 512² edit: evaluations of the UNet and the sum of their medians, with two texts, one encode, one decode\n");
        Add("| mode | whole | outer layers | CPU s | wall s | share of exact (CPU) |\n|---|---|---|---|---|---|");
        double? exact = null;
        foreach (EditMode mode in EditMode.All(_cache))
        {
            (int whole, int shallow) = mode.Evaluations();
            double Sum(Func<string, double> of) => (whole * of(Step(512))) + (shallow * of(Shallow(512))) + (2 * of(Text)) + of(Encode) + of(Decode);
            double cpu = Sum(_meter.Cpu);
            exact ??= cpu;
            Add($"| {mode.Name} | {whole} | {shallow} | {Show(cpu)} | {Show(Sum(_meter.Wall))} | {Show(cpu / exact)} |");
        }
    }

    // Processes of their own: their memory is that of one network, and their start is a start.
    private void WriteStarts(string folder)
    {
        Add("\n# A process from its start to its first step at 512² (text encoder and UNet; warm disk)\n");
        Add("| | ready s | first step done s | CPU s | peak GB |\n|---|---|---|---|---|");
        string cache = Path.Combine(folder, "cache");
        foreach ((string name, string[] more) in new (string, string[])[]
        {
            ("without cache", []),
            ("writes the cache", ["--cache", cache]),
            ("reads the cache", ["--cache", cache]),
        })
        {
            ProcessRun run = ProcessRun.Start(["dotnet", typeof(NetworkRun).Assembly.Location, "start", "--model", folder, .. more], Patience);
            string[] seconds = run.ExitCode == 0 ? run.Output.Trim().Split(' ') : throw new InvalidOperationException($"The start ended with {run.ExitCode}: {run.Output}");
            Add($"| {name} | {seconds[^2]} | {seconds[^1]} | {Show(run.CpuSeconds)} | {Show(run.PeakBytes / 1e9)} |");
        }

        Directory.Delete(cache, recursive: true);
    }

    private void Add(string line) => _table.AppendLine(line);

    private static string Show(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
