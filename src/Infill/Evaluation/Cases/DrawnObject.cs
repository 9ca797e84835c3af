namespace Infill.Evaluation.Cases;

/// <summary>A thing in a photo whose mask was drawn by hand, and how somebody would point at it.</summary>
public sealed record DrawnObject
{
    /// <summary>Unique in its file.</summary>
    public required string Name { get; init; }

    /// <summary>Path from the file's folder.</summary>
    public required string Photo { get; init; }

    /// <summary>Its mask, as a mask expression: "polygon:10,10 90,20 60,80".</summary>
    public required string Drawn { get; init; }

    /// <summary>A point on it as "x,y", or null if it is not asked for by one click.</summary>
    public string? Click { get; init; }

    /// <summary>A rectangle around it as "x,y,w,h", or null if it is not asked for by one.</summary>
    public string? Box { get; init; }
}
