using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Support;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>Runs of the engine with the tiny models: few steps, small pictures.</summary>
internal static class SdScene
{
    public static readonly DiffusionOptions Quick = new() { Steps = 2 };

    public static SdRuntime Open(string model) => SdRuntime.Open(new SdSetup { Path = GoldenData.PathOf($"models/{model}") });

    public static Tile Tile(int width = 64, int height = 56) =>
        TestTiles.WithObject(TestTiles.Stripes(new PixelSize(width, height), new PixelRect(width / 3, height / 3, width / 4, height / 4)), 1f);

    public static EngineFill Fill(SdRuntime runtime, Tile tile, DiffusionOptions? diffusion = null, int seed = 1, IProgress<EngineProgress>? progress = null)
    {
        using var engine = new SdEngine(runtime);
        return engine.Fill(tile, Options(diffusion, seed), progress, TestContext.Current.CancellationToken);
    }

    public static FillOptions Options(DiffusionOptions? diffusion = null, int seed = 1) =>
        new() { Prompt = "a red apple on a wooden table", Seed = seed, Threads = 1, Diffusion = diffusion ?? Quick };

    /// <summary>A whole run through the pipeline: mask, plan, blend, stitch and proof included.</summary>
    public static InpaintResult Run(SdRuntime runtime, Image image, Mask mask, DiffusionOptions? diffusion = null, int seed = 1)
    {
        EngineCatalog catalog = BuiltInEngines.CreateCatalog();
        runtime.AddTo(catalog);
        InpaintRequest request = FillRegion.ToRequest(image, mask, SdRuntime.EngineName, new InpaintOptions { Mask = FillRegion.ExactMask, Fill = Options(diffusion, seed) });
        return new Inpainter(catalog).Run(request, null, TestContext.Current.CancellationToken);
    }
}
