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
        IReadOnlyList<TokenChunk> positive = PromptTokens.Chunks(encoder.Tokenizer, prompts.Positive, prompts.ReadsWeights);
        IReadOnlyList<TokenChunk> negative = PromptTokens.Chunks(encoder.Tokenizer, prompts.Negative ?? "", prompts.ReadsWeights);
        int count = Math.Max(positive.Count, negative.Count);

        // The reference skips layers for the positive text only.
        return
        [
            encoder.Encode(PromptTokens.Extend(encoder.Tokenizer, positive, count), Output(encoder, prompts.SkippedLayers), cancellationToken),
            encoder.Encode(PromptTokens.Extend(encoder.Tokenizer, negative, count), Output(encoder, 0), cancellationToken),
        ];
    }

    // SDXL was trained on the layer before the last, without the final normalisation.
    private string Output(TextEncoder encoder, int skipped) => encoder.Output(skipped + (second is null ? 0 : 1), isNormal: second is null);

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
