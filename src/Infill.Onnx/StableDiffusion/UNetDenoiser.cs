using Infill.Diffusion;
using Infill.Diffusion.Schedules;
using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Graphs.Networks;

namespace Infill.Onnx.StableDiffusion;

/// <summary>A UNet with one text as a denoiser D(x; σ).</summary>
/// <param name="unet">The network; not owned.</param>
/// <param name="text">What leads it.</param>
/// <param name="lead">Mask, sizes, controls.</param>
/// <param name="prediction">What the network was trained to give.</param>
internal sealed class UNetDenoiser(OnnxModel unet, TextCondition text, UNetLead lead, PredictionType prediction) : IDenoiser
{
    private const string MiddleResidual = "mid_residual";

    private OnnxTensor? _deep;
    private int _whole;

    /// <summary>The network's outer layers, which take its deep feature of an earlier step; null for exact runs.</summary>
    public ShallowUNet? Shallow { get; init; }

    /// <inheritdoc/>
    /// <exception cref="EngineException">The network gave values that are no numbers.</exception>
    public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
    {
        FloatImage scaled = LinearSum.Of((at.Level.InputScale, x));
        Dictionary<string, OnnxTensor> inputs = LeadInputs(at.Level.Timestep);
        AddControls(inputs, scaled, at, cancellationToken);
        inputs["sample"] = (lead.Beside is null ? scaled : Stack(scaled, lead.Beside)).ToTensor();
        OnnxTensor output = Shallow is null ? unet.Run(inputs, [UNetGraph.OutputName], cancellationToken)[0] : Run(inputs, Shallow, at, cancellationToken);
        RequireNumbers(output, at);
        return Prediction.ToClean(output.ToImage(), x, at.Level, prediction);
    }

    private OnnxTensor Run(Dictionary<string, OnnxTensor> inputs, ShallowUNet shallow, DenoiseStep at, CancellationToken cancellationToken)
    {
        if (_deep is not null && shallow.Cache.Reuses(_whole, at.Index))
        {
            inputs[UNetGraph.DeepName] = _deep;
            var taken = inputs.Where(i => shallow.Network.Inputs.Contains(i.Key)).ToDictionary();
            return shallow.Network.Run(taken, [UNetGraph.OutputName], cancellationToken)[0];
        }

        IReadOnlyList<OnnxTensor> outputs = unet.Run(inputs, [UNetGraph.OutputName, UNetGraph.DeepName], cancellationToken);
        (_deep, _whole) = (outputs[1], at.Index);
        return outputs[0];
    }

    private Dictionary<string, OnnxTensor> LeadInputs(double timestep)
    {
        var inputs = new Dictionary<string, OnnxTensor>
        {
            ["timestep"] = new([(float)timestep], 1),
            ["encoder_hidden_states"] = new(text.Context, 1, text.Tokens, text.Channels),
        };
        if (text.Pooled is float[] pooled)
        {
            inputs["text_embeds"] = new(pooled, 1, pooled.Length);
        }

        if (lead.TimeIds is float[] ids)
        {
            inputs["time_ids"] = new(ids, 1, ids.Length);
        }

        if (lead.TimeCondition is float[] condition)
        {
            inputs["timestep_cond"] = new(condition, 1, condition.Length);
        }

        return inputs;
    }

    // A graph with inputs for residuals takes zeros where no control acts; the sum of several is what the reference adds.
    private void AddControls(Dictionary<string, OnnxTensor> inputs, FloatImage scaled, DenoiseStep at, CancellationToken cancellationToken)
    {
        if (lead.Controls.Count == 0)
        {
            return;
        }

        string[] residuals = [.. unet.Inputs.Where(i => i.StartsWith("down_residual_", StringComparison.Ordinal)), MiddleResidual];
        var sums = new Dictionary<string, OnnxTensor>();
        foreach (ControlUnit control in lead.Controls)
        {
            float scale = control.ActsAt(at.Index, at.Count) ? control.Scale : 0f;
            var controlInputs = new Dictionary<string, OnnxTensor>(inputs)
            {
                ["sample"] = scaled.ToTensor(),
                ["controlnet_cond"] = control.Picture.ToTensor(),
                ["conditioning_scale"] = new([scale], 1),
            };
            IReadOnlyList<OnnxTensor> led = control.Network.Run(controlInputs, residuals, cancellationToken);
            foreach ((string name, OnnxTensor residual) in residuals.Zip(led))
            {
                Accumulate(sums, name, residual);
            }
        }

        foreach ((string name, OnnxTensor sum) in sums)
        {
            inputs[name] = sum;
        }
    }

    private static void Accumulate(Dictionary<string, OnnxTensor> sums, string name, OnnxTensor residual)
    {
        if (!sums.TryGetValue(name, out OnnxTensor? sum))
        {
            sums[name] = residual;
            return;
        }

        for (int i = 0; i < sum.Floats.Length; i++)
        {
            sum.Floats[i] += residual.Floats[i];
        }
    }

    private static FloatImage Stack(FloatImage latent, FloatImage beside)
    {
        var all = new FloatImage(latent.Channels + beside.Channels, latent.Size);
        latent.Values.CopyTo(all.Values, 0);
        beside.Values.CopyTo(all.Values, latent.Values.Length);
        return all;
    }

    private static void RequireNumbers(OnnxTensor output, DenoiseStep at)
    {
        if (output.Floats.Any(v => !float.IsFinite(v)))
        {
            throw new EngineException($"The UNet gave values that are no numbers at step {at.Index + 1} of {at.Count} (σ = {at.Level.Sigma:g3}); try weights of higher precision.");
        }
    }
}
