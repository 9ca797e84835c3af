using System.Diagnostics;
using System.Globalization;
using Infill.Bench.Networks;
using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Networks;
using Infill.Onnx.Sessions;
using Infill.Onnx.StableDiffusion;

namespace Infill.Bench.Runs;

/// <summary>The child process of <see cref="NetworkRun"/>: loads text encoder and UNet, encodes a text, makes one step, and says when.</summary>
internal sealed class StartRun(BenchOptions options)
{
    public void Run()
    {
        var session = new OnnxOptions { Cache = options.Cache is null ? null : new SessionCacheOptions { Folder = options.Cache } };
        using RealModel model = RealModel.Open(options.Model ?? throw new ArgumentException("start needs --model."));
        using (OnnxModel text = NetworkSession.Load("text_encoder", model.Text.Weights!, w => ClipTextGraph.Write(model.Text.Config, w), session))
        {
            text.Run(Feeds.Text(), ["last_hidden_state"], CancellationToken.None);
        }

        using OnnxModel unet = new SdLoader(session, OperatorDialect.Fused).LoadUNet(model.UNet, withControl: false);
        string ready = SinceStart();
        unet.Run(Feeds.UNet(512), [UNetGraph.OutputName], CancellationToken.None);
        Console.WriteLine($"{ready} {SinceStart()}");
    }

    private static string SinceStart()
    {
        using var process = Process.GetCurrentProcess();
        return (TimeProvider.System.GetLocalNow() - process.StartTime).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
    }
}
