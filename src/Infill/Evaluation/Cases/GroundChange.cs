namespace Infill.Evaluation.Cases;

/// <summary>How an object changes the ground, over the reach of an <see cref="IGroundEffect"/>.</summary>
/// <param name="Mark">Per pixel, row by row: from ½ it counts as changed, 1 is as much as it can be.</param>
/// <param name="Light">Light of the changed ground by index of the pixel, channel (0–2) and light of the ground before, both linear.</param>
public sealed record GroundChange(float[] Mark, Func<int, int, float, float> Light);
