namespace Infill.Tests.Onnx.Store.Support;

/// <summary>What a test's hub was asked.</summary>
internal sealed record HubRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? Token => Headers.GetValueOrDefault("authorization");

    /// <summary>First byte that is wanted.</summary>
    public int From => Headers.TryGetValue("range", out string? range) ? int.Parse(range["bytes=".Length..^1]) : 0;

    public bool IsListing => Path.StartsWith("/api/", StringComparison.Ordinal);
}
