using Infill.Imaging;

namespace Infill.Masks.Mattes;

/// <summary>A subject cut out of its picture: how much of each pixel belongs to it, and in which colour.</summary>
internal sealed record Matte
{
    /// <summary>1 on the subject, 0 on what is behind it, between on soft edges; its window is the part that was looked at.</summary>
    public required Mask Alpha { get; init; }

    /// <summary>The picture in the window of <see cref="Alpha"/>, sRGB 0…1, 3 channels.</summary>
    public required FloatImage Picture { get; init; }

    /// <summary>Both colours of the soft pixels.</summary>
    public required EdgeColors Edge { get; init; }
}
