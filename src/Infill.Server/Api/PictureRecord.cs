using System.ComponentModel;
using Infill.Imaging;
using Infill.Server.Jobs;

namespace Infill.Server.Api;

/// <summary>A stored picture or mask as a client sees it.</summary>
internal sealed record PictureRecord
{
    [Description("Its id; only the key that made it can use it.")]
    public required string Id { get; init; }

    [Description("Columns.")]
    public required int Width { get; init; }

    [Description("Rows.")]
    public required int Height { get; init; }

    [Description("Format by content.")]
    public required FileFormat Format { get; init; }

    [Description("Length of the file.")]
    public required long Bytes { get; init; }

    [Description("SHA-256 of the file.")]
    public required string Sha256 { get; init; }

    [Description("What a mask fills; absent for pictures.")]
    public MaskFactsRecord? Mask { get; init; }

    [Description("When it came.")]
    public required DateTimeOffset Created { get; init; }

    [Description("Until when it is kept; send it again afterwards.")]
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The record of a picture.</summary>
    public static PictureRecord Of(StoredPicture picture, TimeSpan retention) => new()
    {
        Id = picture.Id,
        Width = picture.Header.Size.Width,
        Height = picture.Header.Size.Height,
        Format = picture.Header.FileFormat,
        Bytes = picture.Bytes,
        Sha256 = picture.Sha256,
        Mask = picture.Mask is MaskFacts mask ? MaskFactsRecord.Of(mask) : null,
        Created = picture.Created,
        Expires = picture.Created + retention,
    };
}
