using Infill.Engines;
using Infill.Tiles;

namespace Infill;

/// <summary>The record of one run: the request without its pixels, and what happened. Plain data; <see cref="TraceJson"/> writes it.</summary>
public sealed record Trace
{
    /// <summary>Version of this record's form; readers refuse a higher one.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The form that this trace has, 1 or more.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Program, runtime and machine; bytes are promised to repeat only where all of it is equal.</summary>
    public required TraceEnvironment Environment { get; init; }

    /// <summary>Files that the pictures came from and went to, filled in by whoever opened them; null for pictures made in memory.</summary>
    public TraceFiles? Files { get; init; }

    /// <summary>Name of the workflow: "remove", "fill", "extend", "replace", "add".</summary>
    public required string Workflow { get; init; }

    /// <summary>Name of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>The model that the engine ran; null for engines that need none.</summary>
    public EngineModel? Model { get; init; }

    /// <summary>Every option as it was asked for.</summary>
    public required InpaintOptions Options { get; init; }

    /// <summary>Guide lines in picture pixels.</summary>
    public IReadOnlyList<GuideLine> Guides { get; init; } = [];

    /// <summary>Fingerprints of input, masks and output.</summary>
    public required TraceHashes Hashes { get; init; }

    /// <summary>The picture's shape and what the mask stage made of the mask.</summary>
    public required TraceMask Mask { get; init; }

    /// <summary>Regions in the order of work.</summary>
    public IReadOnlyList<TraceRegion> Regions { get; init; } = [];

    /// <summary>The exact-keep proof.</summary>
    public required KeepProof Proof { get; init; }

    /// <summary>What the quality gate says; null if nobody asked it.</summary>
    public TraceVerdict? Verdict { get; init; }

    /// <summary>The result's warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>When it began and how long each stage took.</summary>
    public required TraceTimes Times { get; init; }
}
