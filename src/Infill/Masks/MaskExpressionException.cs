namespace Infill.Masks;

/// <summary>A mask expression that cannot be read or evaluated; the message names the column and what was expected there.</summary>
public sealed class MaskExpressionException : Exception
{
    /// <summary>Refuses the text at a column.</summary>
    /// <param name="column">Position in the expression, from 1.</param>
    /// <param name="problem">What was found and what was expected; becomes the message after "column N: ".</param>
    /// <param name="inner">The cause, if it was another error.</param>
    public MaskExpressionException(int column, string problem, Exception? inner = null)
        : base($"Mask expression, column {column}: {problem}", inner) => Column = column;

    /// <summary>Position in the expression, from 1.</summary>
    public int Column { get; }
}
