namespace Infill.Onnx.Store.Hub;

/// <summary>One file in a hub's list.</summary>
/// <param name="Name">Name in the model, with forward slashes.</param>
/// <param name="Hash">What its blob is called; null if the list names none, and then it cannot be checked.</param>
/// <param name="Size">Bytes; null if the list does not say.</param>
internal sealed record HubFile(string Name, string? Hash, long? Size);
