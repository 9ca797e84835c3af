using Infill.Onnx.Controls;
using Infill.Onnx.Models;
using Infill.Onnx.Sessions;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Which model an engine runs, and how it is changed before.</summary>
public sealed record SdSetup
{
    /// <summary>A diffusers folder, a single .safetensors file, or a model of the Hugging Face cache.</summary>
    public required string Path { get; init; }

    /// <summary>Precision, configurations, another VAE.</summary>
    public ModelOptions Options { get; init; } = new();

    /// <summary>LoRAs that are merged into the weights, in this order.</summary>
    public IReadOnlyList<LoraUse> Loras { get; init; } = [];

    /// <summary>Files of words that the text encoder learned afterwards (textual inversions).</summary>
    public IReadOnlyList<string> Embeddings { get; init; } = [];

    /// <summary>Control networks that lead the model together.</summary>
    public IReadOnlyList<ControlSetup> Controls { get; init; } = [];

    /// <summary>Where the networks are computed, default the processor.</summary>
    public OnnxDevice Device { get; init; }

    /// <summary>A speed mode that is not exact; null (default) = every step runs the whole network.</summary>
    public StepCache? StepCache { get; init; }

    /// <summary>Where optimised networks are kept from one process to the next; null (default) = nowhere.</summary>
    public SessionCacheOptions? SessionCache { get; init; }

    /// <summary>Most bytes that the model may take while it runs, weights included; null = what the machine has free.</summary>
    public long? MemoryLimit { get; init; }
}
