using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Networks;
using Infill.Onnx.Guards;
using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Builds the sessions of a model.</summary>
/// <param name="options">How they run.</param>
/// <param name="dialect">Which operators their graphs may use.</param>
internal sealed class SdLoader(OnnxOptions options, OperatorDialect dialect)
{
    /// <summary>The text encoders; small, and needed only before a run.</summary>
    /// <exception cref="ModelException">Weights do not fit, or were changed.</exception>
    public PromptEncoder LoadPrompts(SdModel model)
    {
        TextEncoder first = Load(model.TextEncoder, model.Tokenizer);
        try
        {
            TextEncoder? second = model.TextEncoder2 is null ? null : Load(model.TextEncoder2, model.Tokenizer2 ?? model.Tokenizer);
            return new PromptEncoder(first, second, model.ZerosForEmptyPrompt);
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>The denoising network.</summary>
    /// <param name="unet">Its part of the model.</param>
    /// <param name="withControl">True for a graph that takes the residuals of control networks.</param>
    /// <param name="cache">Non-null for a graph that gives the deep feature of that depth, too.</param>
    /// <exception cref="ModelException">Weights do not fit, or were changed; the network has no more layers than the depth.</exception>
    public OnnxModel LoadUNet(ModelPart<UNetConfig> unet, bool withControl, StepCache? cache = null) =>
        Load(unet, weights => UNetGraph.Write(unet.Config, weights, withControl, cache?.Depth ?? 0));

    /// <summary>The denoising network's outer layers, beside one that was loaded with the same arguments.</summary>
    /// <exception cref="ModelException">Weights do not fit, or were changed; the network has no more layers than the depth.</exception>
    public ShallowUNet LoadShallow(ModelPart<UNetConfig> unet, bool withControl, StepCache cache) =>
        new(Load(unet, weights => UNetGraph.WriteShallow(unet.Config, weights, withControl, cache.Depth)), cache);

    /// <summary>The autoencoder.</summary>
    /// <exception cref="ModelException">Weights do not fit, or were changed.</exception>
    public ILatentCodec LoadCodec(ModelPart<VaeConfig> vae)
    {
        OnnxModel encoder = Load(vae, weights => AutoencoderKlGraph.WriteEncoder(vae.Config, weights));
        try
        {
            return new KlCodec(vae.Config, encoder, Load(vae, weights => AutoencoderKlGraph.WriteDecoder(vae.Config, weights), graph: 1));
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>A small autoencoder.</summary>
    /// <exception cref="ModelException">Weights do not fit, or were changed.</exception>
    public ILatentCodec LoadCodec(ModelPart<TinyVaeConfig> vae)
    {
        OnnxModel encoder = Load(vae, weights => TinyAutoencoderGraph.WriteEncoder(vae.Config, weights));
        try
        {
            return new TinyCodec(vae.Config, encoder, Load(vae, weights => TinyAutoencoderGraph.WriteDecoder(vae.Config, weights)));
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>A control network.</summary>
    /// <exception cref="ModelException">Weights do not fit, or were changed.</exception>
    public OnnxModel LoadControl(ModelPart<ControlNetConfig> control) =>
        Load(control, weights => ControlNetGraph.Write(control.Config, weights));

    private TextEncoder Load(ModelPart<TextEncoderConfig> part, TokenizerFiles tokenizer) =>
        new(Load(part, weights => ClipTextGraph.Write(part.Config, weights)), part.Config, ClipTokenizer.Read(tokenizer));

    // graph: which of the ready graphs, where the part has some instead of weights.
    private OnnxModel Load<TConfig>(ModelPart<TConfig> part, Action<NetworkWeights> write, int graph = 0)
    {
        if (part.Weights is TensorSource weights)
        {
            return NetworkSession.Load(part.Name, weights, write, options, dialect);
        }

        using CheckedGraph ready = GraphGuard.Check(part.Graphs[graph]);
        return ready.Load(part.Name, options);
    }
}
