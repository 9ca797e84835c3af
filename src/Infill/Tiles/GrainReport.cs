namespace Infill.Tiles;

/// <summary>What the grain match measured in flat areas, and did. Amplitudes are standard deviations of luma's fine residual, 0…1.</summary>
/// <param name="RingAmplitude">Grain of the ring of kept pixels; 0 if it has no flat area to measure.</param>
/// <param name="FillAmplitude">Grain of the fill before anything was added; 0 if it has no flat area.</param>
/// <param name="AddedAmplitude">Grain added where the fill is flat; 0 if none was.</param>
/// <param name="Reason">One sentence: why grain was added or not.</param>
public sealed record GrainReport(double RingAmplitude, double FillAmplitude, double AddedAmplitude, string Reason);
