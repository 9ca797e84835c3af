using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>A picture on its way.</summary>
internal sealed record PreviewRecord
{
    [Description("Result at work, from 1.")]
    public required int Output { get; init; }

    [Description("Share of this result that is done, 0…1.")]
    public required double Fraction { get; init; }

    [Description("A small PNG file in base64, at most 1024 pixels a side.")]
    public required string Base64 { get; init; }
}
