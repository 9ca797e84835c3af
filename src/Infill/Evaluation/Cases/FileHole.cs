namespace Infill.Evaluation.Cases;

/// <summary>One hole of a case file, in pixels of the photo scaled to the file's largest side.</summary>
public sealed record FileHole
{
    /// <summary>"tune", "report", "speed" or another word for a part of the list.</summary>
    public required string Set { get; init; }

    /// <summary>Unique in the file.</summary>
    public required string Name { get; init; }

    /// <summary>Name of a <see cref="PhotoSource"/>.</summary>
    public required string Source { get; init; }

    /// <summary>File under the source's root.</summary>
    public required string Photo { get; init; }

    /// <summary>Column of the centre.</summary>
    public required int X { get; init; }

    /// <summary>Row of the centre.</summary>
    public required int Y { get; init; }

    /// <summary>Mean radius in pixels.</summary>
    public required int Radius { get; init; }

    /// <summary>Seed of the outline, 0–65535.</summary>
    public required int Seed { get; init; }

    /// <summary>Outline; null = wavy.</summary>
    public HoleShape? Shape { get; init; }

    /// <summary>True where the surroundings determine the content.</summary>
    public bool Unique { get; init; }

    /// <summary>What the hole covers, or null.</summary>
    public string? Why { get; init; }
}
