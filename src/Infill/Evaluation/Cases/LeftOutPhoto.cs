namespace Infill.Evaluation.Cases;

/// <summary>A file of a source that the list leaves out on purpose.</summary>
/// <param name="Photo">Source and file: "opencv/chessboard.png".</param>
/// <param name="Why">The reason, which must not be how an engine does on it.</param>
public sealed record LeftOutPhoto(string Photo, string Why);
