namespace Infill.Onnx.StableDiffusion;

/// <summary>From prompts to what the UNet attends to.</summary>
/// <param name="first">The text encoder; owned.</param>
/// <param name="second">SDXL's second one; owned; null for others.</param>
/// <param name="zerosForEmpty">True if no negative prompt stands for zeros.</param>
internal sealed class PromptEncoder(TextEncoder first, TextEncoder? second, bool zerosForEmpty) : IDisposable
{
    /// <summary>Encodes a pair of prompts into conditions of equal length.</summary>
    /// <param name="prompts">The texts.</param>
    /// <param name="cancellationToken">Ends it within one operator.</param>
    public (TextCondition Positive, TextCondition Negative) Encode(PromptPair prompts, CancellationToken cancellationToken)
    {
        TextCondition[] ofFirst = EncodeWith(first, prompts, cancellationToken);
        TextCondition[] all = second is null
            ? ofFirst
            : [.. ofFirst.Zip(EncodeWith(second, prompts, cancellationToken), SideBySide)];
        TextCondition negative = zerosForEmpty && prompts.Negative is null ? Zeros(all[1]) : all[1];
        return (all[0], negative);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        first.Dispose();
        second?.Dispose();
    }

    private TextCondition[] EncodeWith(TextEncoder encoder, PromptPair prompts, CancellationToken cancellationToken)
    {
        // SDXL was trained on the layer before the last, without the final normalisation.
        bool isXl = second is not null;
        string output = encoder.Output(prompts.SkippedLayers + (isXl ? 1 : 0), isNormal: !isXl);
        IReadOnlyList<TokenChunk>[] chunks =
            [.. new[] { prompts.Positive, prompts.Negative ?? "" }.Select(p => PromptTokens.Chunks(encoder.Tokenizer, p, prompts.ReadsWeights))];
        int count = chunks.Max(c => c.Count);
        return [.. chunks.Select(c => encoder.Encode(PromptTokens.Extend(encoder.Tokenizer, c, count), output, cancellationToken))];
    }

    private static TextCondition SideBySide(TextCondition a, TextCondition b)
    {
        float[] rows = new float[a.Context.Length + b.Context.Length];
        int width = a.Channels + b.Channels;
        for (int token = 0; token < a.Tokens; token++)
        {
            a.Context.AsSpan(token * a.Channels, a.Channels).CopyTo(rows.AsSpan(token * width));
            b.Context.AsSpan(token * b.Channels, b.Channels).CopyTo(rows.AsSpan((token * width) + a.Channels));
        }

        return new TextCondition(rows, a.Tokens, b.Pooled ?? a.Pooled);
    }

    private static TextCondition Zeros(TextCondition like) =>
        new(new float[like.Context.Length], like.Tokens, like.Pooled is null ? null : new float[like.Pooled.Length]);
}
