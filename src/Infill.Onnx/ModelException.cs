namespace Infill.Onnx;

/// <summary>A model, or a file of one, cannot be used; the message says which file, what was wrong, what was expected and what to do.</summary>
public sealed class ModelException : Exception
{
    /// <summary>One reason.</summary>
    public ModelException(string message, Exception? inner = null)
        : base(message, inner) => Reasons = [message];

    /// <summary>Every reason at once, so that one run shows all that is to be repaired.</summary>
    /// <param name="title">What cannot be used; stands above the reasons.</param>
    /// <param name="reasons">At least one.</param>
    public ModelException(string title, IReadOnlyList<string> reasons)
        : base($"{title}{string.Concat(reasons.Select(r => $"{Environment.NewLine}  {r}"))}") => Reasons = reasons;

    /// <summary>The single reasons, without the title.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>The kind of failure; <see cref="ModelFault.Unusable"/> if nothing else was said.</summary>
    public ModelFault Fault { get; init; }
}
