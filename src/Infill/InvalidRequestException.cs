namespace Infill;

/// <summary>A request that cannot be run; lists every reason at once.</summary>
public sealed class InvalidRequestException : Exception
{
    /// <summary>Refuses for all given reasons.</summary>
    /// <param name="reasons">At least one sentence: what, got, allowed, remedy.</param>
    public InvalidRequestException(IReadOnlyList<string> reasons)
        : base(string.Join(Environment.NewLine, reasons)) => Reasons = reasons;

    /// <summary>Every reason, in the order of the request's parts.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>True if the request is sound but larger than a limit allows; the command line answers with exit code 7.</summary>
    public bool IsLimit { get; init; }
}
