namespace Infill.Server.Running;

/// <summary>A request is refused, for a reason that the server itself found.</summary>
/// <param name="explanation">What the client is told.</param>
internal sealed class ProblemException(Explanation explanation) : Exception(explanation.Detail)
{
    /// <summary>What the client is told.</summary>
    public Explanation Explanation { get; } = explanation;

    /// <summary>The request cannot be run as it stands.</summary>
    public static ProblemException Invalid(string detail) => new(new Explanation(422, "invalid-request", "The request cannot be run", detail) { Reasons = [detail] });

    /// <summary>The request is not even readable.</summary>
    public static ProblemException Malformed(string detail) => new(new Explanation(400, "malformed", "The request cannot be read", detail));

    /// <summary>There is nothing under that id for this key.</summary>
    /// <param name="kind">"job", "image", "mask".</param>
    /// <param name="remedy">How to get one.</param>
    public static ProblemException Unknown(string kind, string remedy) =>
        new(new Explanation(404, "not-found", "Not found", $"There is no such {kind}. It never was, belongs to another key, or was kept for its time and is gone; {remedy}."));
}
