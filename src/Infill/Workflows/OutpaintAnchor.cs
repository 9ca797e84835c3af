namespace Infill.Workflows;

/// <summary>Where the original stands in a canvas that grew along one axis.</summary>
public enum OutpaintAnchor
{
    /// <summary>In the middle; an odd pixel goes to the right or the bottom.</summary>
    Center,

    /// <summary>At the left or the top: the new pixels are on the right or below.</summary>
    Start,

    /// <summary>At the right or the bottom: the new pixels are on the left or on top.</summary>
    End,
}
