using System.Text.Json.Nodes;
using Infill.Diffusion;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>One recorded pipeline run, set up as ours with the same settings.</summary>
internal sealed class GoldenRun : IDisposable
{
    private readonly SdLoader _loader;
    private readonly JsonObject _meta;
    private readonly List<IDisposable> _owned = [];

    public GoldenRun(string name, OperatorDialect dialect = OperatorDialect.Fused, OnnxOptions? options = null)
    {
        Tensors = new GoldenTensors($"pipelines/{name}.safetensors");
        _meta = JsonObject.Create(PythonJson.Parse(GoldenData.Text($"pipelines/{name}.json")).RootElement)!;
        _loader = new SdLoader(options ?? new OnnxOptions(), dialect);
        Model = Own(ModelFolder.Open(GoldenData.PathOf($"models/{_meta["model"]}")));
    }

    public GoldenTensors Tensors { get; }

    public SdModel Model { get; }

    public int Batch => (int?)_meta["num_images_per_prompt"] ?? 1;

    private bool IsConsistency => (string?)_meta["scheduler"] == "LCMScheduler";

    private double Guidance => (double)_meta["guidance_scale"]!;

    public InpaintRun Start(int index = 0, StepCache? cache = null)
    {
        ModelPart<UNetConfig> unet = IsConsistency ? Own(ModelFolder.OpenUNet(GoldenData.PathOf("models/lcm-unet"))).Part : Model.UNet;
        bool isControlled = Tensors.Has("control_image");
        var unets = new SdUNets(Own(_loader.LoadUNet(unet, isControlled, cache))) { Shallow = cache is null ? null : Shallow(unet, isControlled, cache) };
        var networks = new SdNetworks(Own(_loader.LoadCodec(Model.Vae)), Model.Variant.IsInpainting, Task.FromResult(unets));
        return new InpaintRun(networks, Job(unet, isControlled, index));
    }

    public void Dispose() => _owned.AsEnumerable().Reverse().ToList().ForEach(o => o.Dispose());

    private ShallowUNet Shallow(ModelPart<UNetConfig> unet, bool isControlled, StepCache cache)
    {
        ShallowUNet shallow = _loader.LoadShallow(unet, isControlled, cache);
        Own(shallow.Network);
        return shallow;
    }

    private InpaintJob Job(ModelPart<UNetConfig> unet, bool isControlled, int index)
    {
        FloatImage picture = Picture("image");
        Mask mask = ReadMask();
        using PromptEncoder prompts = _loader.LoadPrompts(Model);
        var pair = new PromptPair((string)_meta["prompt"]!, (string?)_meta["negative_prompt"])
        {
            SkippedLayers = (int?)_meta["clip_skip"] ?? 0,
            ReadsWeights = false,
        };
        (TextCondition positive, TextCondition negative) = prompts.Encode(pair, TestContext.Current.CancellationToken);
        bool isXl = Model.Variant.Family == SdFamily.Sdxl;
        var lead = new UNetLead
        {
            Positive = positive,
            Negative = IsConsistency || Guidance <= 1 ? null : negative,
            TimeIds = isXl ? [picture.Height, picture.Width, 0, 0, picture.Height, picture.Width] : null,
            TimeCondition = unet.Config.TimeConditionChannels is int width ? GuidanceEmbedding.Of(Guidance, width) : null,
            Controls = isControlled ? [Control()] : [],
        };
        double strength = (double?)_meta["strength"] ?? (isXl ? 0.9999 : 1);
        return new InpaintJob
        {
            Picture = picture,
            Mask = mask,
            LatentMask = LatentMask.Nearest(mask, new PixelSize(picture.Width / 8, picture.Height / 8)),
            Lead = lead,
            Scheduler = ReadScheduler(),
            Sampling = new SamplingOptions { Steps = (int)_meta["num_inference_steps"]!, Strength = strength },
            Guidance = new GuidanceOptions { Scale = Guidance, Rescale = (double?)_meta["guidance_rescale"] ?? 0 },
            Blend = LatentBlend.State,
            Noise = Noise(index),
        };
    }

    private ControlUnit Control()
    {
        ModelPart<ControlNetConfig> part = Own(ModelFolder.OpenControlNet(GoldenData.PathOf("models/controlnet"))).Part;

        // 0.5 is the default of the reference's pipeline.
        return new ControlUnit(Own(_loader.LoadControl(part)), Picture("control_image"))
        {
            Scale = (float?)_meta["controlnet_conditioning_scale"] ?? 0.5f,
            Start = (double?)_meta["control_guidance_start"] ?? 0,
            End = (double?)_meta["control_guidance_end"] ?? 1,
        };
    }

    private SchedulerConfig ReadScheduler()
    {
        JsonObject config = _meta["scheduler_config"]!.DeepClone().AsObject();
        config["_class_name"] = (string)_meta["scheduler"]!;
        return SchedulerConfigReader.Parse(config.ToJsonString());
    }

    private INoise Noise(int index)
    {
        var torch = new TorchNoise((ulong)_meta["seed"]!);
        return Batch == 1 ? torch : new BatchNoise(torch, Batch, index);
    }

    private FloatImage Picture(string name)
    {
        int[] shape = Tensors.Shape(name);
        byte[] bytes = Tensors.Bytes(name);
        var picture = new FloatImage(3, new PixelSize(shape[1], shape[0]));
        for (int i = 0; i < bytes.Length; i++)
        {
            picture.Plane(i % 3)[i / 3] = bytes[i] / 255f;
        }

        return picture;
    }

    private Mask ReadMask()
    {
        int[] shape = Tensors.Shape("mask");
        var mask = new Mask(new PixelSize(shape[1], shape[0]), new PixelRect(0, 0, shape[1], shape[0]));
        byte[] bytes = Tensors.Bytes("mask");
        for (int i = 0; i < bytes.Length; i++)
        {
            mask.Values[i] = bytes[i] >= 128 ? 1f : 0f;
        }

        return mask;
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
