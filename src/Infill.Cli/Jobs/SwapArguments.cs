using System.Text.Json.Serialization;
using Infill.Workflows.Products;

namespace Infill.Cli.Jobs;

/// <summary>What a product's background is swapped for, as the user wrote it.</summary>
internal sealed record SwapArguments
{
    /// <summary>As <see cref="BackgroundText"/> writes it.</summary>
    public string Background { get; init; } = BackgroundText.Default;

    /// <summary>"none", "contact", "keep", or null for the background's default.</summary>
    public string? Shadow { get; init; }

    /// <summary>"keep", "square" or a size such as "1200x900".</summary>
    public string Canvas { get; init; } = CanvasText.KeepWord;

    /// <summary>Margin in percent of a new canvas, or null for the default.</summary>
    public double? MarginPercent { get; init; }

    /// <summary>"auto", "refine", "keep", or null for auto.</summary>
    public string? Edges { get; init; }

    /// <summary>The background's file, or null if it is none.</summary>
    [JsonIgnore]
    public string? File => BackgroundText.Parse(Background)?.File;

    /// <summary>What an engine shall put behind the product, or null.</summary>
    [JsonIgnore]
    public string? Prompt => BackgroundText.Parse(Background)?.Prompt;

    /// <summary>The same with the file's full path: a trace is replayed from anywhere.</summary>
    public SwapArguments Rooted() => File is string path ? this with { Background = Path.GetFullPath(path) } : this;

    /// <summary>What is wrong with what a file says, or null: it has passed no option parser.</summary>
    public string? FindFault() => BackgroundText.Parse(Background) is null || Background.Contains('\0') ? "a background"
        : CanvasText.Parse(Canvas) is null ? "a canvas"
        : Shadow is not (null or "none" or "contact" or "keep") ? "a shadow"
        : Edges is not (null or "auto" or "refine" or "keep") ? "edges"
        : null;
}
