using Infill.Imaging;

namespace Infill.Onnx.Erasers;

/// <summary>What an eraser needs of memory, told before it is loaded.</summary>
internal static class EraserMemory
{
    /// <summary>The file's bytes, the runtime's copy of its weights, and the layout it prepares them in.</summary>
    private const int CopiesOfFile = 3;

    /// <summary>LaMa keeps 64 planes of floats at full size, two to four copies at a time, and as much in smaller layers.</summary>
    private const int BytesPerPixel = 2048;

    /// <summary>Bytes that loading and one run take at most.</summary>
    /// <param name="fileBytes">The graph with its weights.</param>
    /// <param name="work">Size of the network's input.</param>
    public static long Estimate(long fileBytes, PixelSize work) => Weights(fileBytes) + States(work);

    /// <summary>Bytes that stay as long as the network is loaded.</summary>
    public static long Weights(long fileBytes) => fileBytes * CopiesOfFile;

    /// <summary>Bytes that each run takes beside.</summary>
    public static long States(PixelSize work) => work.Area * BytesPerPixel;

    /// <summary>Refuses what the machine cannot hold.</summary>
    /// <exception cref="ModelException">With <see cref="ModelFault.Limit"/>.</exception>
    public static void Require(string path, long needed, long available)
    {
        if (needed > available)
        {
            throw new ModelException(
                $"{path} needs about {needed >> 20:N0} MB of memory for this region, and there are {available >> 20:N0} MB; give the region less context, or use the engine 'patch'.")
            {
                Fault = ModelFault.Limit,
            };
        }
    }
}
