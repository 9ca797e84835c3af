using CsCheck;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.Models;

public sealed class ModelFingerprintTests
{
    [Fact]
    public void Pieces_AnySize_RiseInsideTheFileAndCoverSmallOnes() => Gen.OneOf(Gen.Long[0, 3 * ModelFingerprint.WholeBytes], Gen.Long[0, 1L << 42]).Sample(bytes =>
    {
        (long Offset, int Length)[] pieces = [.. ModelFingerprint.Pieces(bytes)];

        Assert.All(pieces.Zip(pieces.Skip(1)), pair => Assert.True(pair.First.Offset + pair.First.Length <= pair.Second.Offset));
        Assert.All(pieces, p => Assert.InRange(p.Offset + p.Length, 1, bytes));
        long read = pieces.Sum(p => (long)p.Length);
        Assert.True(bytes <= ModelFingerprint.WholeBytes ? read == bytes : read < ModelFingerprint.WholeBytes && pieces.Length == ModelFingerprint.Samples + 1);
        Assert.True(bytes == 0 || bytes - pieces[^1].Offset - pieces[^1].Length < ModelFingerprint.Samples, "the end is looked at");
    });

    [Fact]
    public void Open_SameModelElsewhere_HasTheSameFingerprint()
    {
        using var copy = new TestModel("sd15-inpaint", "ein Ordner – über hier");

        Assert.Equal(Of(new SdSetup { Path = GoldenData.PathOf("models/sd15-inpaint") }), Of(new SdSetup { Path = copy.Path }));
    }

    [Fact]
    public void Open_OneValueOfTheWeightsChanged_HasAnother()
    {
        using var copy = new TestModel("sd15");
        string before = Of(new SdSetup { Path = copy.Path });
        copy.Rewrite("unet/diffusion_pytorch_model.safetensors", t => t);
        string same = Of(new SdSetup { Path = copy.Path });
        (string Name, long[] Shape, float[] Values)[] tensors = copy.Read("unet/diffusion_pytorch_model.safetensors", t => t);
        tensors[3].Values[0] += 1e-4f;
        copy.Write("unet/diffusion_pytorch_model.safetensors", tensors);

        Assert.NotEqual(same, Of(new SdSetup { Path = copy.Path }));
        Assert.Equal(64, before.Length);
    }

    [Fact]
    public void Open_ChangedSetup_HasAnother()
    {
        var plain = new SdSetup { Path = GoldenData.PathOf("models/sd15") };
        string lora = GoldenData.PathOf("lora/kohya.safetensors");
        using var rescheduled = new TestModel("sd15");
        rescheduled.Edit("scheduler/scheduler_config.json", json => json["timestep_spacing"] = "trailing");

        string[] prints =
        [
            Of(plain),
            Of(plain with { Loras = [new LoraUse(lora)] }),
            Of(plain with { Loras = [new LoraUse(lora, 0.5f)] }),
            Of(plain with { Options = new ModelOptions { Vae = GoldenData.PathOf("models/sd21-v/vae") } }),
            Of(plain with { Path = rescheduled.Path }),
        ];

        Assert.Equal(prints.Length, prints.Distinct().Count());
    }

    private static string Of(SdSetup setup)
    {
        using SdRuntime runtime = SdRuntime.Open(setup);
        return runtime.Info.Model!.Fingerprint;
    }
}
