using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Networks;
using Infill.Onnx.Models;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.Graphs;

/// <summary>Every network against the reference's recorded outputs, with fused and with plain operators.</summary>
public sealed class NetworkGoldenTests
{
    /// <summary>Share of the largest value.</summary>
    private const double Tolerance = 1e-4;

    public static TheoryData<string, OperatorDialect> UNets => Cases("*.unet.*");

    public static TheoryData<string, OperatorDialect> Vaes => Cases("*.vae.*");

    public static TheoryData<string, OperatorDialect> TextEncoders => Cases("*.text_encoder*.safetensors");

    [Theory, MemberData(nameof(UNets))]
    public void UNet_Recorded_GivesTheSame(string name, OperatorDialect dialect)
    {
        var golden = new GoldenTensors($"networks/{name}.safetensors");
        using SdModel model = Open(name);
        using OnnxModel network = Session(model.UNet, dialect, w => UNetGraph.Write(model.UNet.Config, w, withControl: false));
        Dictionary<string, OnnxTensor> inputs = UNetInputs(golden);

        OnnxTensor actual = network.Run(inputs, ["out_sample"], TestContext.Current.CancellationToken)[0];

        GoldenAssert.Near(golden.Floats("out"), actual.Floats, Tolerance, name);
    }

    [Theory, MemberData(nameof(Vaes))]
    public void Vae_Recorded_GivesTheSame(string name, OperatorDialect dialect)
    {
        var golden = new GoldenTensors($"networks/{name}.safetensors");
        using SdModel model = Open(name);
        using OnnxModel encoder = Session(model.Vae, dialect, w => AutoencoderKlGraph.WriteEncoder(model.Vae.Config, w));
        using OnnxModel decoder = Session(model.Vae, dialect, w => AutoencoderKlGraph.WriteDecoder(model.Vae.Config, w));

        float[] moments = Run(encoder, "sample", golden.Tensor("image"), "latent_parameters").Floats;
        OnnxTensor decoded = Run(decoder, "latent_sample", golden.Tensor("latent"), "sample");

        int half = moments.Length / 2;
        GoldenAssert.Near(golden.Floats("mean"), moments.AsSpan(0, half), Tolerance, $"{name}, mean");
        GoldenAssert.Near(golden.Floats("std"), [.. moments[half..].Select(v => MathF.Exp(v / 2))], Tolerance, $"{name}, deviation");
        GoldenAssert.Near(golden.Floats("decoded"), decoded.Floats, Tolerance, $"{name}, decoded");
    }

    [Theory, MemberData(nameof(TextEncoders))]
    public void TextEncoder_Recorded_GivesTheSame(string name, OperatorDialect dialect)
    {
        var golden = new GoldenTensors($"networks/{name}.safetensors");
        using SdModel model = Open(name);
        ModelPart<TextEncoderConfig> part = name.EndsWith("_2", StringComparison.Ordinal) ? model.TextEncoder2! : model.TextEncoder;
        using OnnxModel network = Session(part, dialect, w => ClipTextGraph.Write(part.Config, w));
        OnnxTensor ids = golden.Tensor("input_ids");
        int length = (int)ids.Dims[1];
        long[] ends = [.. ids.Integers.Chunk(length).Select(row => (long)Array.IndexOf(row, (long)part.Config.EndToken))];
        var inputs = new Dictionary<string, OnnxTensor> { ["input_ids"] = ids, ["end_position"] = new(ends, ends.Length) };
        List<(string Golden, string Ours)> names =
            [("last_hidden_state", "last_hidden_state"), ("penultimate", $"hidden_{part.Config.Layers - 1}"), ("pooler_output", "pooled"), ("text_embeds", "text_embeds")];
        names.RemoveAll(n => !golden.Has(n.Golden));

        IReadOnlyList<OnnxTensor> actual = network.Run(inputs, [.. names.Select(n => n.Ours)], TestContext.Current.CancellationToken);

        foreach (((string Golden, string Ours) output, OnnxTensor tensor) in names.Zip(actual))
        {
            GoldenAssert.Near(golden.Floats(output.Golden), tensor.Floats, Tolerance, $"{name}, {output.Golden}");
        }
    }

    [Theory, InlineData(OperatorDialect.Fused), InlineData(OperatorDialect.Plain)]
    public void ControlNet_Recorded_LeadsTheUNetTheSame(OperatorDialect dialect)
    {
        var golden = new GoldenTensors("networks/controlnet.safetensors");
        using OpenPart<ControlNetConfig> control = ModelFolder.OpenControlNet(GoldenData.PathOf("models/controlnet"));
        using SdModel model = Open("sd15");
        using OnnxModel network = Session(control.Part, dialect, w => ControlNetGraph.Write(control.Part.Config, w));
        using OnnxModel unet = Session(model.UNet, dialect, w => UNetGraph.Write(model.UNet.Config, w, withControl: true));
        Dictionary<string, OnnxTensor> inputs = UNetInputs(golden);
        string[] residuals = [.. Enumerable.Range(0, network.Outputs.Count - 1).Select(i => $"down_residual_{i}"), "mid_residual"];
        var controlInputs = new Dictionary<string, OnnxTensor>(inputs)
        {
            ["controlnet_cond"] = golden.Tensor("cond"),
            ["conditioning_scale"] = new([0.8f], 1),
        };

        IReadOnlyList<OnnxTensor> led = network.Run(controlInputs, residuals, TestContext.Current.CancellationToken);
        var unetInputs = residuals.Zip(led).ToDictionary(r => r.First, r => r.Second).Concat(inputs).ToDictionary();
        OnnxTensor actual = unet.Run(unetInputs, ["out_sample"], TestContext.Current.CancellationToken)[0];

        for (int i = 0; i < residuals.Length - 1; i++)
        {
            GoldenAssert.Near(golden.Floats($"down.{i}"), led[i].Floats, Tolerance, residuals[i]);
        }

        GoldenAssert.Near(golden.Floats("mid"), led[^1].Floats, Tolerance, "mid_residual");
        GoldenAssert.Near(golden.Floats("unet_out"), actual.Floats, Tolerance, "out_sample");
    }

    [Theory, InlineData(OperatorDialect.Fused), InlineData(OperatorDialect.Plain)]
    public void TinyAutoencoder_Recorded_GivesTheSame(OperatorDialect dialect)
    {
        var golden = new GoldenTensors("networks/tiny-autoencoder.safetensors");
        using OpenPart<TinyVaeConfig> tiny = ModelFolder.OpenTinyVae(GoldenData.PathOf("models/tiny-autoencoder"));
        using OnnxModel encoder = Session(tiny.Part, dialect, w => TinyAutoencoderGraph.WriteEncoder(tiny.Part.Config, w));
        using OnnxModel decoder = Session(tiny.Part, dialect, w => TinyAutoencoderGraph.WriteDecoder(tiny.Part.Config, w));
        OnnxTensor image = golden.Tensor("image");
        var signed = new OnnxTensor([.. image.Floats.Select(v => (2f * v) - 1f)], [.. image.Dims]);

        OnnxTensor latent = Run(encoder, "sample", signed, "latents");
        OnnxTensor decoded = Run(decoder, "latent_sample", latent, "sample");

        GoldenAssert.Near(golden.Floats("latent"), latent.Floats, Tolerance, "latent");
        GoldenAssert.Near(golden.Floats("decoded"), decoded.Floats, Tolerance, "decoded");
    }

    [Theory, InlineData(OperatorDialect.Fused), InlineData(OperatorDialect.Plain)]
    public void ConsistencyUNet_InBFloat16_GivesTheSame(OperatorDialect dialect)
    {
        var golden = new GoldenTensors("networks/lcm-unet.safetensors");
        using OpenPart<UNetConfig> open = ModelFolder.OpenUNet(GoldenData.PathOf("models/lcm-unet"));
        using OnnxModel network = Session(open.Part, dialect, w => UNetGraph.Write(open.Part.Config, w, withControl: false));
        Dictionary<string, OnnxTensor> inputs = UNetInputs(golden);
        inputs["timestep_cond"] = golden.Tensor("timestep_cond");

        OnnxTensor actual = network.Run(inputs, ["out_sample"], TestContext.Current.CancellationToken)[0];

        GoldenAssert.Near(golden.Floats("out"), actual.Floats, Tolerance, "lcm-unet");
    }

    private static TheoryData<string, OperatorDialect> Cases(string pattern)
    {
        var cases = new TheoryData<string, OperatorDialect>();
        foreach (ITheoryDataRow row in GoldenData.Cases("networks", pattern.EndsWith(".safetensors", StringComparison.Ordinal) ? pattern : $"{pattern}.safetensors"))
        {
            string name = (string)row.GetData()[0]!;
            cases.Add(name, OperatorDialect.Fused);
            cases.Add(name, OperatorDialect.Plain);
        }

        return cases;
    }

    private static SdModel Open(string caseName) => ModelFolder.Open(GoldenData.PathOf($"models/{caseName.Split('.')[0]}"));

    private static OnnxModel Session<T>(ModelPart<T> part, OperatorDialect dialect, Action<NetworkWeights> write) =>
        NetworkSession.Load(part.Name, part.Weights!, write, new OnnxOptions(), dialect);

    private static OnnxTensor Run(OnnxModel network, string input, OnnxTensor tensor, string output) =>
        network.Run(new Dictionary<string, OnnxTensor> { [input] = tensor }, [output], TestContext.Current.CancellationToken)[0];

    // The reference takes one time step for a batch; our graphs take one each.
    private static Dictionary<string, OnnxTensor> UNetInputs(GoldenTensors golden)
    {
        OnnxTensor sample = golden.Tensor("sample");
        float[] times = new float[sample.Dims[0]];
        Array.Fill(times, golden.Floats("timestep")[0]);
        var inputs = new Dictionary<string, OnnxTensor>
        {
            ["sample"] = sample,
            ["timestep"] = new(times, times.Length),
            ["encoder_hidden_states"] = golden.Tensor("encoder_hidden_states"),
        };
        foreach (string name in new[] { "text_embeds", "time_ids" }.Where(golden.Has))
        {
            inputs[name] = golden.Tensor(name);
        }

        return inputs;
    }
}
