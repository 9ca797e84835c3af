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

    [Description("Levels of its tiles, the picture itself first: tiles of 256 pixels at /v1/images/{id}/tiles/{level}/{x}/{y}; of a mask only the first is used.")]
    public required IReadOnlyList<LevelRecord> Levels { get; init; }

    [Description("What a mask fills; absent for pictures.")]
    public MaskFactsRecord? Mask { get; init; }

    [Description("How sure the networks are that proposed the mask, 0–1; absent for what was drawn.")]
    public double? Score { get; init; }

    [Description("Which networks proposed the mask of what; absent for what was drawn.")]
    public string? Origin { get; init; }

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
        Levels = LevelRecord.Of(picture.Header),
        Mask = picture.Mask is MaskFacts mask ? MaskFactsRecord.Of(mask) : null,
        Score = picture.Score,
        Origin = picture.Origin,
        Created = picture.Created,
        Expires = picture.Created + retention,
    };
}
