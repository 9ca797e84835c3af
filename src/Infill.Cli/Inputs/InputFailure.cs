namespace Infill.Cli.Inputs;

/// <summary>Something found on the way that may be or hold a picture and cannot be taken; never passed over in silence.</summary>
/// <param name="Path">Path as far as it can be said; bytes that are no UTF-8 stand as U+FFFD.</param>
/// <param name="Reason">One sentence: what is wrong and what to do.</param>
internal sealed record InputFailure(string Path, string Reason);
