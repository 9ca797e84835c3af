namespace Infill;

/// <summary>A number that a workflow measured in its own result.</summary>
/// <param name="Name">What it is, in camel case: "haloDeltaE", "silhouetteOverlap".</param>
/// <param name="Value">Its value, in the unit that the workflow's documentation names.</param>
public sealed record TraceMeasure(string Name, double Value);
