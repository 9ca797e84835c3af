using Infill.Engines;
using Infill.Onnx.Sessions;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Graphs;

/// <summary>From a network's weights to its session.</summary>
internal static class NetworkSession
{
    /// <summary>Writes the graph, builds the session, and makes sure that the files are still those that were checked.</summary>
    /// <param name="name">What messages call the network.</param>
    /// <param name="source">Its weights.</param>
    /// <param name="write">Writes the network.</param>
    /// <param name="options">How the session runs; the weights' folder and values are set here.</param>
    /// <param name="dialect">Which operators the graph may use.</param>
    /// <exception cref="ModelException">Weights are missing, misshapen or changed meanwhile.</exception>
    /// <exception cref="EngineException">The runtime refuses the network.</exception>
    public static OnnxModel Load(
        string name, TensorSource source, Action<NetworkWeights> write, OnnxOptions options, OperatorDialect dialect = OperatorDialect.Fused)
    {
        var builder = new GraphBuilder(name, dialect);
        var weights = new NetworkWeights(builder, source);
        write(weights);
        weights.RequireComplete();
        source.RequireUnchanged();
        OnnxOptions session = options with { WeightsFolder = weights.Folder, Values = weights.Values };
        OnnxModel model = options.Cache is SessionCacheOptions cache && weights.Values.Count == 0
            ? new SessionCache(cache).Load(name, builder.Serialize(), session, source.Files, weights.FloatBytes)
            : OnnxModel.Load(name, builder.Serialize(), session);
        try
        {
            source.RequireUnchanged();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
