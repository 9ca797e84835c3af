namespace Infill.Evaluation.Cases;

/// <summary>Outline of a known hole; the size of each is its <see cref="HoleSpec.Radius"/> r in pixels.</summary>
public enum HoleShape
{
    /// <summary>A disc of radius r.</summary>
    Disc,

    /// <summary>A disc with a wavy outline, r on average: no straight edge or circle that an engine could be made for.</summary>
    Wavy,

    /// <summary>An upright rectangle with the area of the disc, sides 1:2 to 2:1.</summary>
    Rect,

    /// <summary>A bent brush stroke of five points, 4 r long and 0.7 r wide: thin, as scratches, wires and writing are.</summary>
    Stroke,
}
