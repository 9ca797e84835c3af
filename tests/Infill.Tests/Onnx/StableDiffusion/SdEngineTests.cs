using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>The engine's contract, with the tiny models.</summary>
public sealed class SdEngineTests
{
    [Theory, InlineData("sd15"), InlineData("sd15-inpaint"), InlineData("sdxl-inpaint")]
    public void Fill_SameSeed_GivesTheSamePixelsAndAnotherGivesOthers(string model)
    {
        using SdRuntime runtime = SdScene.Open(model);
        Tile tile = SdScene.Tile();

        EngineFill first = SdScene.Fill(runtime, tile);
        EngineFill again = SdScene.Fill(runtime, tile);
        EngineFill other = SdScene.Fill(runtime, tile, seed: 2);

        EngineFillCheck.Require("sd", tile, first);
        Assert.Equal(first.Image.Values, again.Image.Values);
        Assert.NotEqual(first.Image.Values, other.Image.Values);
        Assert.Empty(first.Warnings);
    }

    [Fact]
    public void Fill_AnotherRuntimeAndMoreThreads_GivesTheSamePixels()
    {
        using SdRuntime one = SdScene.Open("sd15-inpaint"), other = SdScene.Open("sd15-inpaint");
        using var engine = new SdEngine(other);

        EngineFill first = SdScene.Fill(one, SdScene.Tile());
        EngineFill second = engine.Fill(SdScene.Tile(), SdScene.Options() with { Threads = 2 }, null, TestContext.Current.CancellationToken);

        Assert.Equal(first.Image.Values, second.Image.Values);
    }

    [Fact]
    public void Fill_OtherTextsAndOptions_GiveOtherPixels()
    {
        using SdRuntime runtime = SdScene.Open("sd15");
        using var engine = new SdEngine(runtime);
        Tile tile = SdScene.Tile();
        DiffusionOptions quick = SdScene.Quick;
        FillOptions plain = SdScene.Options();

        float[] Of(FillOptions options) => engine.Fill(tile, options, null, TestContext.Current.CancellationToken).Image.Values;
        float[][] fills =
        [
            Of(plain),
            Of(plain with { Prompt = "a blue car" }),
            Of(plain with { Diffusion = quick with { NegativePrompt = "a blue car" } }),
            Of(plain with { Diffusion = quick with { Steps = 3 } }),
            Of(plain with { Diffusion = quick with { Strength = 0.5 } }),
            Of(plain with { Diffusion = quick with { Sampler = "dpmpp-2m-karras" } }),
            Of(plain with { Diffusion = quick with { Sampler = "repaint" } }),
            Of(plain with { Diffusion = quick with { ClipSkip = 1 } }),
            Of(plain with { Diffusion = quick with { Guidance = new GuidanceChoice { Scale = 1 } } }),
            Of(plain with { Diffusion = quick with { Guidance = new GuidanceChoice { Rescale = 0.7 } } }),
            Of(plain with { Diffusion = quick with { Guidance = new GuidanceChoice { Begin = 0.5 } } }),
            Of(plain with { Diffusion = quick with { HoleContent = HoleContent.Noise, Strength = 0.5 } }),
        ];

        string[] prints = [.. fills.Select(f => string.Join(' ', f.Take(400)))];
        Assert.Equal(prints.Length, prints.Distinct().Count());
    }

    [Fact]
    public void Fill_SoftMask_IsNoHardOne()
    {
        using SdRuntime runtime = SdScene.Open("sd15");
        Tile tile = SdScene.Tile();
        Mask soft = tile.Mask.Clone();
        for (int i = 0; i < soft.Values.Length; i++)
        {
            soft.Values[i] *= 0.4f;
        }

        Assert.NotEqual(
            SdScene.Fill(runtime, tile, SdScene.Quick with { Steps = 5 }).Image.Values,
            SdScene.Fill(runtime, tile with { Mask = soft }, SdScene.Quick with { Steps = 5 }).Image.Values);
    }

    [Fact]
    public void Fill_TransparentTile_IsOpaqueInTheHoleOnly()
    {
        using SdRuntime runtime = SdScene.Open("sd15-inpaint");
        Tile tile = TestTiles.From(new PixelSize(40, 40), (c, x, _) => c < 3 ? x / 40f : 0.5f, new PixelRect(10, 10, 8, 8), channels: 4);

        EngineFill fill = SdScene.Fill(runtime, tile);

        EngineFillCheck.Require("sd", tile, fill);
        Assert.Equal((1f, 0.5f), (fill.Image[3, 12, 12], fill.Image[3, 2, 2]));
    }

    [Fact]
    public void Fill_Steps_AreToldToTheEnd()
    {
        using SdRuntime runtime = SdScene.Open("sd15");
        var seen = new List<EngineProgress>();
        var progress = new Listener(seen.Add);

        EngineFill fill = SdScene.Fill(runtime, SdScene.Tile(), SdScene.Quick with { Steps = 4 }, progress: progress);

        Assert.Equal([1, 2, 3, 4, 4], seen.Select(p => p.Step));
        Assert.All(seen, p => Assert.Equal(4, p.Steps));
        Assert.Equal(seen.Select(p => p.Fraction).Order(), seen.Select(p => p.Fraction));
        Assert.Equal(1, seen[^1].Fraction);
        Assert.Equal(4, fill.Previews.Count);
        Assert.Equal(fill.Previews, seen.Take(4).Select(p => p.Preview));
        Assert.Null(seen[4].Preview);
        Assert.All(fill.Previews, p => Assert.Equal((3, new PixelSize(18, 15)), (p.Channels, p.Size)));
        Assert.NotEqual(fill.Previews[0].Values, fill.Previews[3].Values);
    }

    // The UNet loads beside texts and picture: a failure there is told to every fill that waits for it, and the object can still be freed.
    [Fact]
    public void Fill_UNetThatCannotBeLoaded_FailsEveryTimeAndFreesTheRest()
    {
        using var model = new Infill.Tests.Onnx.Models.TestModel("sd15");
        using (SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = model.Path }))
        {
            File.SetLastWriteTimeUtc(Directory.GetFiles(model.FileOf("unet"), "*.safetensors").Single(), DateTime.UnixEpoch);

            for (int i = 0; i < 2; i++)
            {
                Assert.Contains("was changed", Assert.Throws<ModelException>(() => SdScene.Fill(runtime, SdScene.Tile())).Message, StringComparison.Ordinal);
            }
        }

        Directory.Delete(model.Path, recursive: true);
    }

    [Fact]
    public void Fill_CancelledInAStep_EndsThere()
    {
        using SdRuntime runtime = SdScene.Open("sd15");
        using var engine = new SdEngine(runtime);
        using var stop = new CancellationTokenSource();
        int steps = 0;
        var progress = new Listener(_ =>
        {
            if (++steps == 2)
            {
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => engine.Fill(SdScene.Tile(), SdScene.Options(SdScene.Quick with { Steps = 50 }), progress, stop.Token));
        Assert.Equal(2, steps);
    }

    [Fact]
    public void Fill_LargeTile_IsRefinedAtItsOwnScale()
    {
        using SdRuntime runtime = SdScene.Open("sd15-inpaint");
        Tile tile = TestTiles.Stripes(new PixelSize(400, 380), new PixelRect(180, 170, 60, 50));

        EngineFill plain = SdScene.Fill(runtime, tile);
        EngineFill refined = SdScene.Fill(runtime, tile, SdScene.Quick with { RefineStrength = 0.5 });
        EngineFill small = SdScene.Fill(runtime, SdScene.Tile(128, 128), SdScene.Quick with { RefineStrength = 0.5 });

        Assert.Contains(refined.Notes, n => n.StartsWith("Second pass over 92×82 at (164, 154)", StringComparison.Ordinal));
        Assert.NotEqual(plain.Image[0, 200, 190], refined.Image[0, 200, 190]);
        Assert.Equal(plain.Image[0, 20, 20], refined.Image[0, 20, 20]);
        Assert.Contains("No second pass: the first one had the picture's own scale.", small.Notes);
    }

    [Fact]
    public void Fill_OverTheMemoryLimit_IsRefusedBeforeAnythingIsLoaded()
    {
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = GoldenData.PathOf("models/sdxl"), MemoryLimit = 1 << 20 });

        ModelException error = Assert.Throws<ModelException>(() => SdScene.Fill(runtime, SdScene.Tile()));

        Assert.Equal(ModelFault.Limit, error.Fault);
        Assert.Matches("needs about [0-9,]+ MB for a picture of 144×120, but the limit allows 1 MB", error.Message);
    }

    [Fact]
    public void Open_DeviceThatIsNotThere_SaysHowToBuildWithIt()
    {
        ModelException error = Assert.Throws<ModelException>(
            () => SdRuntime.Open(new SdSetup { Path = GoldenData.PathOf("models/sd15"), Device = OnnxDevice.Cuda }));

        Assert.Equal(ModelFault.Missing, error.Fault);
        Assert.Contains("-p:InfillDevice=cuda", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vae/diffusion_pytorch_model.safetensors", "decoder.conv_out.bias", "decoder")]
    [InlineData("vae/diffusion_pytorch_model.safetensors", "encoder.conv_in.bias", "encoder")]
    [InlineData("unet/diffusion_pytorch_model.safetensors", "conv_out.bias", "step 1 of 2")]
    public void Fill_WeightsThatAreNoNumbers_FailAndSayWhere(string file, string tensor, string place)
    {
        using var model = new Models.TestModel("sd15");
        (string Name, long[] Shape, float[] Values)[] tensors = model.Read(file, t => t);
        Array.Fill(tensors.Single(t => t.Name == tensor).Values, float.NaN);
        model.Write(file, tensors);
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = model.Path });

        EngineException error = Assert.Throws<EngineException>(() => SdScene.Fill(runtime, SdScene.Tile()));

        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    private sealed class Listener(Action<EngineProgress> hear) : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value) => hear(value);
    }
}
