using CsCheck;
using Infill.Onnx.StableDiffusion;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class PromptTokensTests
{
    private static readonly Gen<string> Prompt = Gen.String[Gen.Char["abcdefgh  ,.()[]:19"], 0, 600];

    [Fact]
    public void Chunks_AnyPrompt_HoldItsTokensInOrder() =>
        Gen.Select(Prompt, Gen.Bool).Sample((prompt, readsWeights) =>
        {
            ClipTokenizer tokenizer = TestTokenizers.Full;
            IReadOnlyList<int> tokens = [.. (readsWeights ? PromptParser.Parse(prompt).Select(p => p.Text) : [prompt]).SelectMany(tokenizer.Encode)];

            IReadOnlyList<TokenChunk> chunks = PromptTokens.Chunks(tokenizer, prompt, readsWeights);

            Assert.Equal(Math.Max(1, (tokens.Count + 74) / 75), chunks.Count);
            Assert.All(chunks, chunk => Assert.Equal((77, 77, tokenizer.StartToken), (chunk.Tokens.Count, chunk.Weights.Count, chunk.Tokens[0])));
            Assert.Equal(tokens, chunks.SelectMany(Inside));
        });

    [Fact]
    public void Chunks_PromptThatFits_IsWhatTheReferenceGives() =>
        Prompt.Sample(prompt =>
        {
            ClipTokenizer tokenizer = TestTokenizers.Full;

            TokenChunk first = PromptTokens.Chunks(tokenizer, prompt, readsWeights: false)[0];

            // A longer one begins with what the reference cuts it to.
            Assert.Equal(tokenizer.EncodePadded(prompt), first.Tokens);
            Assert.All(first.Weights, weight => Assert.Equal(1f, weight));
        });

    [Fact]
    public void Chunks_WeightedWord_WeighsItsTokensOnly()
    {
        ClipTokenizer tokenizer = TestTokenizers.Full;

        TokenChunk chunk = PromptTokens.Chunks(tokenizer, "a (supercalifragilisticexpialidocious:1.5) cat", readsWeights: true)[0];

        int long_ = tokenizer.Encode("supercalifragilisticexpialidocious").Count;
        Assert.Equal([1f, 1f, .. Enumerable.Repeat(1.5f, long_), .. Enumerable.Repeat(1f, 75 - long_)], chunk.Weights);
        Assert.Equal(tokenizer.EncodePadded("a supercalifragilisticexpialidocious cat"), chunk.Tokens);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(75, 1)]
    [InlineData(76, 2)]
    [InlineData(150, 2)]
    [InlineData(151, 3)]
    public void Chunks_LongPrompts_AreCutEvery75Tokens(int words, int chunks) =>
        Assert.Equal(chunks, PromptTokens.Chunks(TestTokenizers.Full, string.Join(' ', Enumerable.Repeat("word", words)), readsWeights: true).Count);

    [Fact]
    public void Extend_ShorterPrompt_GetsEmptyChunks()
    {
        ClipTokenizer tokenizer = TestTokenizers.Full;
        IReadOnlyList<TokenChunk> one = PromptTokens.Chunks(tokenizer, "a cat", readsWeights: true);

        IReadOnlyList<TokenChunk> three = PromptTokens.Extend(tokenizer, one, 3);

        Assert.Equal(3, three.Count);
        Assert.Same(one[0], three[0]);
        Assert.Equal(tokenizer.EncodePadded(""), three[2].Tokens);
        Assert.Single(PromptTokens.Extend(tokenizer, one, 0));
    }

    private static IEnumerable<int> Inside(TokenChunk chunk)
    {
        // The filling is the end token too, so the first one after the start ends the text.
        return chunk.Tokens.Skip(1).TakeWhile(token => token != TestTokenizers.Full.EndToken);
    }
}
