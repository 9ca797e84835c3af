using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>Where a job's picture comes from; exactly one member is given.</summary>
internal sealed record PictureSource
{
    [Description("Id of a picture that was sent to /v1/images.")]
    public string? Id { get; init; }

    [Description("The picture's file in base64.")]
    public byte[]? Base64 { get; init; }
}
