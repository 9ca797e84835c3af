using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Server.Tests.Support;

/// <summary>An engine that makes steps until it is let go, and then paints the hole in one value: jobs can be looked at while they run.</summary>
internal sealed class WaitingEngine(WaitingEngine.Gate gate) : IInpaintEngine
{
    public const string Name = "waiting";

    public EngineInfo Info { get; } = new()
    {
        Name = Name,
        Summary = "For tests: waits.",
        UsesSeed = true,
        Context = new ContextRule(MinPx: 8, Factor: 1, BasePx: 16, Slope: 0.5),
    };

    public EngineFill Fill(Tile tile, FillOptions options, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        gate.Begin();
        for (int step = 1; !gate.IsOpen; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new EngineProgress(Math.Min(step, 1000), 1000, 0.5) { Preview = Grey(4, 3) });
            Thread.Sleep(5);
        }

        FloatImage image = tile.Image.Clone();
        for (int i = 0; i < tile.Mask.Values.Length; i++)
        {
            for (int c = 0; c < image.Channels && tile.Mask.Values[i] > 0; c++)
            {
                image.Plane(c)[i] = 0.5f;
            }
        }

        return new EngineFill { Image = image };
    }

    private static FloatImage Grey(int width, int height)
    {
        var grey = new FloatImage(3, new PixelSize(width, height));
        grey.Values.AsSpan().Fill(0.5f);
        return grey;
    }

    public void Dispose()
    {
        // It holds nothing.
    }

    /// <summary>Holds the engines of a server back.</summary>
    internal sealed class Gate
    {
        private int _begun;
        private volatile bool _isOpen;

        public bool IsOpen => _isOpen;

        public int Begun => Volatile.Read(ref _begun);

        public void Begin() => Interlocked.Increment(ref _begun);

        public void Open() => _isOpen = true;
    }
}
