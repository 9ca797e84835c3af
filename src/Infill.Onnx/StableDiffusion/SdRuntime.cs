using System.Globalization;
using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Controls;
using Infill.Onnx.Graphs;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;
using Infill.Tiles;

namespace Infill.Onnx.StableDiffusion;

/// <summary>A model that engines share: opened and checked once, its networks loaded when the first fill needs them.</summary>
/// <remarks>Text encoders are loaded for a text and freed right after; the last text is remembered. UNet and autoencoder stay until
/// <see cref="Dispose"/>. Threads may share an instance.</remarks>
public sealed class SdRuntime : IDisposable
{
    /// <summary>Name of every engine over a model of this family.</summary>
    public const string EngineName = "sd";

    private const int MarginsPerSide = 4;
    private const long MiB = 1 << 20;

    private readonly SdSetup _setup;
    private readonly Lock _loading = new();
    private ILatentCodec? _codec;
    private Task<SdUNets>? _unets;
    private (PromptPair Prompts, (TextCondition Positive, TextCondition Negative) Texts)? _last;

    private SdRuntime(SdSetup setup, SdModel model, ControlParts controls, string fingerprint)
    {
        (_setup, Model, Controls) = (setup, model, controls);
        Info = Describe(model.Variant.NativeSide) with
        {
            PictureSize = setup.Controls.FirstOrDefault(c => c.Map is not null)?.Map!.Size,
            Model = new EngineModel(setup.Path, fingerprint, $"Stable Diffusion {NameOf(model.Variant.Family)}{(model.Variant.IsInpainting ? ", trained to inpaint" : "")}"),
        };
    }

    /// <summary>What an engine over any model is, for lists of engines.</summary>
    public static EngineInfo Description { get; } = Describe(nativeSide: 512);

    /// <summary>What an engine over this model is.</summary>
    public EngineInfo Info { get; }

    /// <summary>The model, LoRAs and words merged in; its files are this object's.</summary>
    internal SdModel Model { get; }

    /// <summary>Latent pixels that sides must be multiples of. Our graphs take any latent; exports double sizes on the way up and cannot put back a row that was rounded away.</summary>
    internal int SideMultiple => Model.Layout == ModelLayout.OnnxFolder ? 1 << (Model.UNet.Config.BlockChannels.Count - 1) : 1;

    /// <summary>The speed mode, or null.</summary>
    internal StepCache? StepCache => _setup.StepCache;

    /// <summary>The control networks beside it.</summary>
    internal ControlParts Controls { get; }

    /// <summary>Opens a model; nothing but headers, configurations and small files is read.</summary>
    /// <exception cref="ModelException">Missing, broken, not known, or unfit for what is to be merged into it.</exception>
    /// <exception cref="EngineException">The device is not there.</exception>
    public static SdRuntime Open(SdSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        OnnxDevices.Require(setup.Device);
        SdModel model = ModelFolder.Open(setup.Path, setup.Options);
        ControlParts? controls = null;
        try
        {
            RequireChangeable(setup, model);
            controls = ControlParts.Open(setup.Controls, model);
            string fingerprint = Fingerprint(setup, model, controls);
            SdModel changed = LoraMerge.Apply(model, setup.Loras);
            changed = TextualInversions.Apply(changed, [.. setup.Embeddings.Select(path => TextualInversion.Read(path))]);
            return new SdRuntime(setup, changed, controls, fingerprint);
        }
        catch
        {
            controls?.Dispose();
            model.Dispose();
            throw;
        }
    }

    /// <summary>Makes the model's engine known: engines that the catalog makes share this object, which must outlive them.</summary>
    public void AddTo(EngineCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        catalog.Add(Info, () => new SdEngine(this), (region, options) => SdForecast.Of(this, region, options));
    }

    /// <summary>Frees the networks and closes the files.</summary>
    public void Dispose()
    {
        DisposeUNets();
        _codec?.Dispose();
        Controls.Dispose();
        Model.Dispose();
    }

    /// <summary>Refuses a picture for which there is not enough memory, before anything is loaded.</summary>
    /// <param name="work">Size of the picture that the model works on.</param>
    /// <returns>True if the autoencoder must work on tiles.</returns>
    /// <exception cref="ModelException">There is not enough.</exception>
    internal bool RequireMemory(PixelSize work)
    {
        bool isTiled = MemoryNeed.CodecBytes(Model, work) > MemoryNeed.MostCodecBytes
            || NeedOf(work, isTiled: false) > (_setup.MemoryLimit ?? long.MaxValue);
        long need = NeedOf(work, isTiled);

        // What is loaded already is taken from what the machine had.
        long most = _setup.MemoryLimit ?? (_unets is null ? FreeMemory.Bytes() : long.MaxValue);
        return need <= most ? isTiled : throw new ModelException(string.Create(
            CultureInfo.InvariantCulture,
            $"{Model.Path} needs about {need / MiB:N0} MB for a picture of {work}, but {(_setup.MemoryLimit is null ? "the machine has" : "the limit allows")} {most / MiB:N0} MB; take a smaller model, close other programs, or raise the limit."))
        {
            Fault = ModelFault.Limit,
        };
    }

    /// <summary>Bytes that a picture takes at the busiest moment, control networks included.</summary>
    internal long NeedOf(PixelSize work, bool isTiled) => MemoryNeed.Of(Model, work, isTiled) + Controls.Parts.Sum(MemoryNeed.Weights);

    /// <summary>What the UNet attends to.</summary>
    internal (TextCondition Positive, TextCondition Negative) Encode(PromptPair prompts, int threads, CancellationToken cancellationToken)
    {
        lock (_loading)
        {
            if (_last is not var (known, texts) || known != prompts)
            {
                using PromptEncoder encoder = Loader(threads).LoadPrompts(Model);
                texts = encoder.Encode(prompts, cancellationToken);
                _last = (prompts, texts);
            }

            return texts;
        }
    }

    /// <summary>Begins to load the UNet, the longest part by far, so that texts and picture are encoded meanwhile; not where the text encoders beside it would take
    /// more memory than was asked for.</summary>
    internal void BeginLoading(PixelSize work, bool isTiled, int threads)
    {
        long texts = MemoryNeed.Weights(Model.TextEncoder) + (Model.TextEncoder2 is null ? 0 : MemoryNeed.Weights(Model.TextEncoder2));
        if (texts <= MemoryNeed.States(Model, work, isTiled))
        {
            lock (_loading)
            {
                Begin(threads);
            }
        }
    }

    /// <summary>UNet and autoencoder, loaded by whoever asks first, with that fill's threads; the UNet may still be loading.</summary>
    internal SdNetworks Load(int threads)
    {
        lock (_loading)
        {
            Task<SdUNets> unets = Begin(threads);
            _codec ??= Model.TinyVae is null ? Loader(threads).LoadCodec(Model.Vae) : Loader(threads).LoadCodec(Model.TinyVae);
            return new SdNetworks(_codec, Model.Variant.IsInpainting, unets);
        }
    }

    // A failure is told to whoever waits for it; the next fill tries again.
    private Task<SdUNets> Begin(int threads) => _unets is { IsFaulted: false } ? _unets : _unets = Task.Run(() => LoadUNets(Loader(threads)));

    private SdUNets LoadUNets(SdLoader loader)
    {
        var loaded = new List<IDisposable>();
        try
        {
            IReadOnlyList<OnnxModel> controls = Controls.Load(loader);
            loaded.AddRange(controls);
            OnnxModel unet = loader.LoadUNet(Model.UNet, withControl: controls.Count > 0, _setup.StepCache);
            loaded.Add(unet);
            return new SdUNets(unet)
            {
                Controls = controls,
                Shallow = _setup.StepCache is StepCache cache ? loader.LoadShallow(Model.UNet, controls.Count > 0, cache) : null,
            };
        }
        catch
        {
            loaded.ForEach(one => one.Dispose());
            throw;
        }
    }

    private void DisposeUNets()
    {
        try
        {
            // The runtime cannot be stopped while it builds a session.
            _unets?.GetAwaiter().GetResult().Dispose();
        }
        catch (Exception reason) when (reason is EngineException or ModelException)
        {
            // Nothing was loaded, and whoever waited for it was told.
        }
    }

    private SdLoader Loader(int threads) =>
        new(new OnnxOptions { Threads = threads, Device = _setup.Device, Cache = _setup.SessionCache }, _setup.Device == OnnxDevice.CoreMl ? OperatorDialect.Plain : OperatorDialect.Fused);

    private static EngineInfo Describe(int nativeSide) => new()
    {
        Name = EngineName,
        Summary = "Stable Diffusion, led by a text: puts something new in place. Needs a model (--model).",
        UsesPrompt = true,
        UsesDiffusion = true,
        UsesSeed = true,
        FillsWithoutContext = true,
        Context = new ContextRule(MinPx: nativeSide / MarginsPerSide, Factor: 1, BasePx: nativeSide / MarginsPerSide, Slope: 0.5),
    };

    private static string NameOf(SdFamily family) => family switch
    {
        SdFamily.Sdxl => "XL",
        SdFamily.Sd2 => "2",
        _ => "1",
    };

    private static void RequireChangeable(SdSetup setup, SdModel model)
    {
        if (model.Layout == ModelLayout.OnnxFolder && (setup.Loras.Count > 0 || setup.Embeddings.Count > 0 || setup.Controls.Count > 0 || setup.StepCache is not null || setup.Options.Vae is not null))
        {
            throw new ModelException(
                $"{setup.Path} is an ONNX export, which runs as it is: without LoRAs, learned words, control networks, another VAE or the step cache; take the model's safetensors files.")
            { Fault = ModelFault.Unfit };
        }
    }

    private static string Fingerprint(SdSetup setup, SdModel model, ControlParts controls)
    {
        var more = new List<WeightFile>();
        try
        {
            more.AddRange(setup.Loras.Select(l => l.Path).Concat(setup.Embeddings).Select(WeightFile.Open));
            string weights = string.Join(' ', setup.Loras.Select(l => l.Weight.ToString(CultureInfo.InvariantCulture)));
            IEnumerable<string> lead = controls.Setups.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Kind} {c.Scale} {c.Start} {c.End} {c.Map?.ComputeHash()}"));
            return ModelFingerprint.Of(
                [.. model.Files, .. more, .. controls.Files],
                [model.SchedulerConfig, weights, model.UNet.Config.ToString(), model.Vae.Config.ToString(), $"{setup.StepCache}", .. lead, .. model.TinyVae is null ? Enumerable.Empty<string>() : [model.TinyVae.Config.ToString()]]);
        }
        finally
        {
            more.ForEach(file => file.Dispose());
        }
    }
}
