namespace Infill.Tests.Onnx.Store.Support;

/// <summary>What a test's hub sends back.</summary>
internal sealed record HubAnswer(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    /// <summary>Bytes of the body after which the connection is cut; null sends all.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The length that is announced; null for the true one, −1 for none.</summary>
    public long? Announced { get; init; }

    /// <summary>Keeps the connection open behind the cut until it is set.</summary>
    public ManualResetEventSlim? Hold { get; init; }

    /// <summary>Goes on sending zeros until the other side has had enough.</summary>
    public bool IsEndless { get; init; }

    public static HubAnswer Text(int status, string body, params (string Name, string Value)[] headers) => new(status, System.Text.Encoding.UTF8.GetBytes(body), headers);
}
