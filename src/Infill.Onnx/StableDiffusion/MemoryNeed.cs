using Infill.Imaging;
using Infill.Onnx.Models;

namespace Infill.Onnx.StableDiffusion;

/// <summary>What a model takes of memory, told from the shapes in its headers before anything is loaded; meant to be above the truth, seldom far.</summary>
/// <remarks>Weights count as 32-bit floats, which is what the processor computes in, and a tenth more for what the runtime packs anew. Measured for
/// Stable Diffusion 1.5 at 512×512: 3.9 GB for 860 million parameters of the UNet, of which 0.3 GB are not weights.</remarks>
internal static class MemoryNeed
{
    /// <summary>From here on the autoencoder works on tiles, whatever the machine has: the same job gives the same pixels everywhere.</summary>
    public const long MostCodecBytes = 6L << 30;

    /// <summary>Side of an autoencoder's tile and width of the fade between two, in latent pixels.</summary>
    public const int TileSide = 96;
    public const int TileOverlap = 16;

    private const double Packed = 1.1;

    /// <summary>States of full width that live at once on the finest level of the UNet, text and time included.</summary>
    private const int UNetStates = 60;

    /// <summary>The same of the autoencoder, at the picture's own size.</summary>
    private const int CodecStates = 4;

    /// <summary>Bytes at the busiest moment: text encoders are freed before UNet and autoencoder are loaded.</summary>
    /// <param name="model">The model.</param>
    /// <param name="work">Size of the picture that it works on.</param>
    /// <param name="isTiled">True if the autoencoder works on tiles.</param>
    public static long Of(SdModel model, PixelSize work, bool isTiled) => Math.Max(
        Weights(model.TextEncoder) + (model.TextEncoder2 is null ? 0 : Weights(model.TextEncoder2)),
        Weights(model.UNet) + (model.TinyVae is null ? Weights(model.Vae) : Weights(model.TinyVae)) + States(model, work, isTiled));

    /// <summary>Bytes of the states of the busier of UNet and autoencoder, weights not counted.</summary>
    public static long States(SdModel model, PixelSize work, bool isTiled) =>
        Math.Max(UNetBytes(model, work), isTiled ? CodecBytes(model, TileOf(model, work)) : CodecBytes(model, work));

    /// <summary>Bytes that the autoencoder's states take, weights not counted.</summary>
    public static long CodecBytes(SdModel model, PixelSize work)
    {
        // The decoder's last enlargement has the channels of the level below.
        IReadOnlyList<int> channels = model.TinyVae?.Config.EncoderChannels ?? model.Vae.Config.BlockChannels;
        return work.Area * channels[Math.Min(1, channels.Count - 1)] * sizeof(float) * CodecStates;
    }

    private static long UNetBytes(SdModel model, PixelSize work)
    {
        int factor = model.Vae.Config.Factor;
        return work.Area / (factor * factor) * model.UNet.Config.BlockChannels[0] * sizeof(float) * UNetStates;
    }

    private static PixelSize TileOf(SdModel model, PixelSize work)
    {
        int side = TileSide * model.Vae.Config.Factor;
        return new PixelSize(Math.Min(side, work.Width), Math.Min(side, work.Height));
    }

    /// <summary>Bytes of a network's weights as they are computed with.</summary>
    public static long Weights<TConfig>(ModelPart<TConfig> part) => part.Weights is null
        ? part.Graphs.Sum(g => g.Length)
        : (long)(part.Weights.Tensors.Sum(t => t.Count) * sizeof(float) * Packed);
}
