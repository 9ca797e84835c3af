using Infill.Imaging;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class MemoryNeedTests
{
    [Fact]
    public void Of_LargerPicture_NeedsMoreAndTilesLess()
    {
        using SdModel model = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        var large = new PixelSize(4096, 4096);

        Assert.True(MemoryNeed.Of(model, large, isTiled: false) > MemoryNeed.Of(model, new PixelSize(512, 512), isTiled: false));
        Assert.True(MemoryNeed.Of(model, large, isTiled: true) < MemoryNeed.Of(model, large, isTiled: false));
    }

    [Fact]
    public void Of_HalfPrecision_CountsWhatTheProcessorComputesIn()
    {
        using SdModel half = ModelFolder.Open(GoldenData.PathOf("models/sdxl"));
        long stored = half.Files.Sum(f => f.Length);

        Assert.InRange(MemoryNeed.Of(half, new PixelSize(128, 128), isTiled: false), stored, 100 * stored);
    }

    // The published shape of Stable Diffusion 1.5: 3.9 GB measured for UNet and states, and the autoencoder beside it.
    [Fact]
    public void CodecBytes_PublishedShape_StaysBelowTheLimitAtItsOwnSizeOnly()
    {
        using SdModel tiny = ModelFolder.Open(GoldenData.PathOf("models/sdxl"));
        SdModel real = tiny with { Vae = tiny.Vae with { Config = tiny.Vae.Config with { BlockChannels = [128, 256, 512, 512] } } };

        Assert.True(MemoryNeed.CodecBytes(real, new PixelSize(1024, 1024)) <= MemoryNeed.MostCodecBytes);
        Assert.True(MemoryNeed.CodecBytes(real, new PixelSize(2048, 1024)) > MemoryNeed.MostCodecBytes);
    }

    [Theory]
    [InlineData("MemTotal: 99 kB\nMemAvailable:   21894404 kB\n", 22419869696L)]
    [InlineData("MemAvailable: 0 kB", 0L)]
    [InlineData("MemTotal: 99 kB", null)]
    [InlineData("MemAvailable: many kB", null)]
    [InlineData("", null)]
    public void Read_Table_IsTheMachinesEstimate(string table, long? expected) => Assert.Equal(expected, FreeMemory.Read(table.Split('\n')));

    [Fact]
    public void Bytes_ThisMachine_HasSome() => Assert.True(FreeMemory.Bytes() > 0);
}
