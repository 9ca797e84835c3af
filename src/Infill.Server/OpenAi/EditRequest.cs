namespace Infill.Server.OpenAi;

/// <summary>What a client asks of /v1/images/edits, from JSON or gathered from a form.</summary>
internal sealed record EditRequest
{
    /// <summary>An engine of this server; names of OpenAI's own models stand for the best that there is.</summary>
    public string? Model { get; init; }

    /// <summary>What the fill should show.</summary>
    public string? Prompt { get; init; }

    /// <summary>The pictures of a JSON request; one is taken.</summary>
    public IReadOnlyList<ImageReference>? Images { get; init; }

    /// <summary>The same of one picture, as clients of the older form write it.</summary>
    public ImageReference? Image { get; init; }

    /// <summary>The mask of a JSON request: transparent = edit.</summary>
    public ImageReference? Mask { get; init; }

    /// <summary>Number of fills, 1–10.</summary>
    public int? N { get; init; }

    /// <summary>"auto" or the picture's own size.</summary>
    public string? Size { get; init; }

    /// <summary>"low", "medium", "high", "auto": steps of engines with a model.</summary>
    public string? Quality { get; init; }

    /// <summary>"b64_json" or "url".</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>"png", "jpeg" or "webp".</summary>
    public string? OutputFormat { get; init; }

    /// <summary>0–100, for JPEG.</summary>
    public int? OutputCompression { get; init; }

    /// <summary>"auto" or "opaque".</summary>
    public string? Background { get; init; }

    /// <summary>True answers with server-sent events.</summary>
    public bool? Stream { get; init; }

    /// <summary>Partial pictures wanted, 0–3; engines that show nothing on their way give none, which the dialect allows.</summary>
    public int? PartialImages { get; init; }

    /// <summary>Seed, which OpenAI does not have: default 1.</summary>
    public int? Seed { get; init; }
}
