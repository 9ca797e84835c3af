using Infill.Engines;
using Infill.Onnx.Sessions;
using Infill.Onnx.Weights;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Infill.Onnx;

/// <summary>A network in ONNX Runtime: the only file that touches its sessions and values.</summary>
/// <remarks>Threads may share an instance; each <see cref="Run"/> stands alone.</remarks>
public sealed class OnnxModel : IDisposable
{
    /// <summary>Oldest runtime with the fixes of memory safety in reading graphs and external weights (1.24.3, 1.27.0, 1.28.3, 1.30.1).</summary>
    public static readonly Version MinimumRuntime = new(1, 30, 1);

    private readonly string _name;
    private readonly InferenceSession _session;
    private readonly IReadOnlyList<OrtValue> _values;

    private OnnxModel(string name, InferenceSession session, IReadOnlyList<OrtValue> values) =>
        (_name, _session, _values) = (name, session, values);

    /// <summary>Version of the runtime that is loaded, such as 1.31.1.</summary>
    public static string RuntimeVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>Names of the inputs that a run feeds.</summary>
    public IReadOnlyList<string> Inputs => _session.InputNames;

    /// <summary>Names of the outputs that a run gives.</summary>
    public IReadOnlyList<string> Outputs => _session.OutputNames;

    /// <summary>Builds a session.</summary>
    /// <param name="name">What messages call the network.</param>
    /// <param name="graph">An ONNX graph as a file's bytes: our own, or one that was checked.</param>
    /// <param name="options">How it runs.</param>
    /// <exception cref="EngineException">The runtime is too old, or refuses the graph or its weights.</exception>
    public static OnnxModel Load(string name, byte[] graph, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        RequireRuntime();
        var values = new List<OrtValue>();
        try
        {
            using SessionOptions session = Configure(options);
            foreach ((string initializer, WeightTensor tensor) in options.Values)
            {
                values.Add(ToValue(tensor));
                session.AddInitializer(initializer, values[^1]);
            }

            return new OnnxModel(name, new InferenceSession(graph, session), values);
        }
        catch (OnnxRuntimeException reason)
        {
            values.ForEach(value => value.Dispose());
            throw new EngineException($"{name} cannot be loaded: {reason.Message}");
        }
    }

    /// <summary>Runs the network once.</summary>
    /// <param name="inputs">Tensors by name.</param>
    /// <param name="outputs">Names of the outputs wanted; all are computed that they need.</param>
    /// <param name="cancellationToken">Ends the run within one operator.</param>
    /// <returns>The outputs, in the order asked for.</returns>
    /// <exception cref="EngineException">The runtime failed: wrong shapes, or no memory.</exception>
    public IReadOnlyList<OnnxTensor> Run(
        IReadOnlyDictionary<string, OnnxTensor> inputs, IReadOnlyList<string> outputs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        cancellationToken.ThrowIfCancellationRequested();
        using var run = new RunOptions();
        using CancellationTokenRegistration stop = cancellationToken.Register(() => run.Terminate = true);
        var values = new List<OrtValue>();
        try
        {
            values.AddRange(inputs.Select(input => ToValue(input.Value, _session.InputMetadata.GetValueOrDefault(input.Key))));
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, [.. inputs.Keys], values, outputs);
            return [.. results.Select(ToTensor)];
        }
        catch (OnnxRuntimeException reason)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new EngineException($"{_name} failed: {reason.Message}");
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        foreach (OrtValue value in _values)
        {
            value.Dispose();
        }
    }

    private static void RequireRuntime()
    {
        string text = RuntimeVersion;
        if (!Version.TryParse(text.Split('-', '+')[0], out Version? version) || version < MinimumRuntime)
        {
            throw new EngineException($"ONNX Runtime is {text}; at least {MinimumRuntime} is needed, because older ones can be crashed by files. Restore the packages that this version names.");
        }
    }

    private static SessionOptions Configure(OnnxOptions options)
    {
        var session = new SessionOptions
        {
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = options.IsOptimized ? GraphOptimizationLevel.ORT_DISABLE_ALL : GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        OnnxDevices.Add(session, options.Device);
        if (options.WeightsFolder is not null)
        {
            session.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", options.WeightsFolder);
        }

        if (options.OptimizedPath is not null)
        {
            // One file of more than 2 GB is beyond what the format can hold, so the weights go beside it.
            session.OptimizedModelFilePath = options.OptimizedPath;
            session.AddSessionConfigEntry("session.optimized_model_external_initializers_file_name", SessionEntry.WeightsName);
            session.AddSessionConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", "1024");
        }

        return session;
    }

    private static OrtValue ToValue(WeightTensor tensor)
    {
        TensorElementType type = tensor.Type switch
        {
            TensorType.F16 => TensorElementType.Float16,
            TensorType.BF16 => TensorElementType.BFloat16,
            _ => TensorElementType.Float,
        };
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, [.. tensor.Shape]);
        tensor.Bytes.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    // Exports declare inputs differently: a timestep as a scalar or as a whole number, tokens in 32 bits, everything in half precision.
    private static OrtValue ToValue(OnnxTensor tensor, NodeMetadata? declared)
    {
        long[] dims = declared is { IsTensor: true, Dimensions.Length: 0 } && tensor.Dims is [1] ? [] : [.. tensor.Dims];
        TensorElementType? wanted = declared is { IsTensor: true } ? declared.ElementDataType : null;
        return (tensor.IsFloat, tensor.IsInteger, wanted) switch
        {
            (true, _, TensorElementType.Int64) => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.Floats, v => (long)MathF.Round(v)), dims),
            (true, _, TensorElementType.Float16) => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.Floats, v => (Float16)v), dims),
            (true, _, _) => OrtValue.CreateTensorValueFromMemory(tensor.Floats, dims),
            (_, true, TensorElementType.Int32) => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(tensor.Integers, v => checked((int)v)), dims),
            (_, true, _) => OrtValue.CreateTensorValueFromMemory(tensor.Integers, dims),
            _ => OrtValue.CreateTensorValueFromMemory(tensor.Bytes, dims),
        };
    }

    private static OnnxTensor ToTensor(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        return info.ElementDataType switch
        {
            TensorElementType.Float => new OnnxTensor(value.GetTensorDataAsSpan<float>().ToArray(), info.Shape),
            TensorElementType.Float16 => new OnnxTensor(Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), v => (float)v), info.Shape),
            TensorElementType.Int64 => new OnnxTensor(value.GetTensorDataAsSpan<long>().ToArray(), info.Shape),
            TensorElementType.UInt8 => new OnnxTensor(value.GetTensorDataAsSpan<byte>().ToArray(), info.Shape),
            _ => throw new EngineException($"An output holds {info.ElementDataType}; float, half, int64 and uint8 are read."),
        };
    }
}
