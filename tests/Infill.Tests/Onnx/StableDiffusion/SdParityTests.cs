using System.Text.Json.Nodes;
using Infill.Diffusion.Schedules;
using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Models;
using Infill.Tiles;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>The engine itself against the reference, where both do the same by default: inpainting models, masks of whole latents, tiles of native area.
/// And that this comparison sees what goes wrong elsewhere: a scale, a polarity, an order of channels.</summary>
public sealed class SdParityTests
{
    private const double PixelTolerance = 1.0 / 255;

    [Theory, InlineData("inpaint9_noguidance"), InlineData("inpaint9_strength07")]
    public void Fill_RecordedRun_GivesTheReferencesPicture(string name) => Assert.InRange(LargestDifference(name), 0, PixelTolerance);

    [Theory, InlineData("inpaint9_noguidance"), InlineData("inpaint9_strength07")]
    public void Fill_OnnxExport_GivesTheReferencesPicture(string name) =>
        Assert.InRange(LargestDifference(name, path: GoldenData.PathOf("models/sd15-inpaint-onnx")), 0, PixelTolerance);

    [Theory, InlineData("inpaint9_noguidance"), InlineData("inpaint9_strength07")]
    public void Fill_BrokenScaleFactor_IsSeen(string name)
    {
        using var model = new TestModel("sd15-inpaint");
        model.Edit("vae/config.json", json => json["scaling_factor"] = 0.13025);

        Assert.True(LargestDifference(name, path: model.Path) > 4 * PixelTolerance, "scale factor");
    }

    [Theory, InlineData("inpaint9_noguidance"), InlineData("inpaint9_strength07")]
    public void Fill_BrokenPolarity_IsSeen(string name) => Assert.True(
        LargestDifference(name, tile => tile with { Mask = Inverted(tile.Mask) }) > 4 * PixelTolerance, "mask polarity");

    [Theory, InlineData("inpaint9_noguidance"), InlineData("inpaint9_strength07")]
    public void Fill_BrokenChannelOrder_IsSeen(string name) => Assert.True(
        LargestDifference(name, tile => tile with { Image = RedAndBlueSwapped(tile.Image) }) > 4 * PixelTolerance, "channel order");

    private static double LargestDifference(string name, Func<Tile, Tile>? spoil = null, string? path = null)
    {
        var tensors = new GoldenTensors($"pipelines/{name}.safetensors");
        JsonObject meta = JsonObject.Create(PythonJson.Parse(GoldenData.Text($"pipelines/{name}.json")).RootElement)!;
        using SdRuntime runtime = SdRuntime.Open(new SdSetup { Path = path ?? GoldenData.PathOf($"models/{meta["model"]}") });
        using var engine = new SdEngine(runtime);
        var options = new FillOptions
        {
            Prompt = (string?)meta["prompt"],
            Seed = (int)meta["seed"]!,
            Threads = 1,
            Diffusion = new DiffusionOptions
            {
                Steps = (int)meta["num_inference_steps"]!,
                Strength = (double?)meta["strength"] ?? 1,
                NegativePrompt = (string?)meta["negative_prompt"],
                Guidance = new GuidanceChoice { Scale = (double)meta["guidance_scale"]! },
            },
        };
        Tile tile = ReadTile(tensors);

        FloatImage filled = engine.Fill(spoil?.Invoke(tile) ?? tile, options, null, TestContext.Current.CancellationToken).Image;

        float[] expected = tensors.Floats("result");
        return Enumerable.Range(0, expected.Length).Max(i => Math.Abs(expected[i] - filled.Plane(i % 3)[i / 3]));
    }

    private static Tile ReadTile(GoldenTensors tensors)
    {
        int[] shape = tensors.Shape("image");
        var size = new PixelSize(shape[1], shape[0]);
        var image = new FloatImage(3, size);
        byte[] bytes = tensors.Bytes("image");
        for (int i = 0; i < bytes.Length; i++)
        {
            image.Plane(i % 3)[i / 3] = bytes[i] / 255f;
        }

        var mask = new Mask(size);
        tensors.Bytes("mask").Select(v => v >= 128 ? 1f : 0f).ToArray().CopyTo(mask.Values, 0);
        return new Tile { Image = image, Mask = mask, RectInImage = size.Bounds };
    }

    private static Mask Inverted(Mask mask)
    {
        Mask inverted = mask.Clone();
        for (int i = 0; i < inverted.Values.Length; i++)
        {
            inverted.Values[i] = 1f - inverted.Values[i];
        }

        return inverted;
    }

    private static FloatImage RedAndBlueSwapped(FloatImage image)
    {
        FloatImage swapped = image.Clone();
        image.Plane(0).CopyTo(swapped.Plane(2));
        image.Plane(2).CopyTo(swapped.Plane(0));
        return swapped;
    }
}
