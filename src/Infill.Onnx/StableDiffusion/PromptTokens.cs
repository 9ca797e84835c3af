namespace Infill.Onnx.StableDiffusion;

/// <summary>Turns prompts into chunks of tokens, however long they are.</summary>
public static class PromptTokens
{
    private const int PerChunk = ClipTokenizer.Length - 2;

    /// <summary>A prompt as chunks of 75 tokens, each with a start and an end of its own; at least one.</summary>
    /// <param name="tokenizer">The model's.</param>
    /// <param name="prompt">Any text.</param>
    /// <param name="readsWeights">True reads <see cref="PromptParser"/>'s signs; false takes every character as it is, as the reference does.</param>
    /// <remarks>A prompt of at most 75 tokens without signs gives what <see cref="ClipTokenizer.EncodePadded"/> gives, with weights of 1.</remarks>
    public static IReadOnlyList<TokenChunk> Chunks(ClipTokenizer tokenizer, string prompt, bool readsWeights)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var tokens = new List<int>();
        var weights = new List<float>();
        foreach (PromptPart part in readsWeights ? PromptParser.Parse(prompt) : [new PromptPart(prompt, 1f)])
        {
            tokens.AddRange(tokenizer.Encode(part.Text));
            weights.AddRange(Enumerable.Repeat(part.Weight, tokens.Count - weights.Count));
        }

        var chunks = new List<TokenChunk>();
        for (int start = 0; start == 0 || start < tokens.Count; start += PerChunk)
        {
            int count = Math.Min(PerChunk, tokens.Count - start);
            chunks.Add(new TokenChunk(
                tokenizer.Pad(tokens.GetRange(start, count)),
                [1f, .. weights.GetRange(start, count), .. Enumerable.Repeat(1f, ClipTokenizer.Length - 1 - count)]));
        }

        return chunks;
    }

    /// <summary>The same chunks and empty ones after them: both halves of a guided step need equally many.</summary>
    /// <param name="tokenizer">The model's.</param>
    /// <param name="chunks">At most <paramref name="count"/>.</param>
    /// <param name="count">How many there shall be.</param>
    public static IReadOnlyList<TokenChunk> Extend(ClipTokenizer tokenizer, IReadOnlyList<TokenChunk> chunks, int count)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return [.. chunks, .. Enumerable.Repeat(Chunks(tokenizer, "", readsWeights: false)[0], Math.Max(0, count - chunks.Count))];
    }
}
