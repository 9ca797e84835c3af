namespace Infill;

/// <summary>Time that one stage took over all regions.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Seconds">Wall-clock seconds.</param>
public readonly record struct StageSeconds(Stage Stage, double Seconds);
