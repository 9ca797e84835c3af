namespace Infill.Masks;

/// <summary>A piece of a term's text that knows its column, so that errors can name it.</summary>
/// <param name="Term">The whole term.</param>
/// <param name="Start">First character of the piece in the term.</param>
/// <param name="TermColumn">Column of the term in the expression, from 1.</param>
internal readonly record struct MaskTermText(string Term, int Start, int TermColumn)
{
    /// <summary>Length of the piece; the rest of the term by default.</summary>
    public int Length { get; init; } = Term.Length - Start;

    /// <summary>The piece's characters.</summary>
    public string Body => Term.Substring(Start, Length);

    /// <summary>The pieces between separators, without surrounding white space; at least one.</summary>
    public MaskTermText[] Split(char separator)
    {
        List<MaskTermText> parts = [];
        int from = Start;
        for (int i = Start; i <= Start + Length; i++)
        {
            if (i == Start + Length || Term[i] == separator)
            {
                parts.Add(Trim(from, i));
                from = i + 1;
            }
        }

        return [.. parts];
    }

    /// <summary>The pieces between runs of white space; none if there is only white space.</summary>
    public MaskTermText[] SplitAtSpace()
    {
        List<MaskTermText> parts = [];
        int from = Start;
        for (int i = Start; i <= Start + Length; i++)
        {
            if (i == Start + Length || char.IsWhiteSpace(Term[i]))
            {
                if (i > from)
                {
                    parts.Add(Trim(from, i));
                }

                from = i + 1;
            }
        }

        return [.. parts];
    }

    /// <summary>An error at this piece.</summary>
    public MaskExpressionException Refuse(string problem) => new(TermColumn + Start, problem);

    private MaskTermText Trim(int from, int end)
    {
        while (from < end && char.IsWhiteSpace(Term[from]))
        {
            from++;
        }

        while (end > from && char.IsWhiteSpace(Term[end - 1]))
        {
            end--;
        }

        return new MaskTermText(Term, from, TermColumn) { Length = end - from };
    }
}
