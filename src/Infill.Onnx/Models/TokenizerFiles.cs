namespace Infill.Onnx.Models;

/// <summary>What a tokenizer is made from.</summary>
public sealed record TokenizerFiles
{
    /// <summary>Content of <c>vocab.json</c>: an object of token → number; empty where <see cref="Combined"/> is.</summary>
    public ReadOnlyMemory<byte> Vocabulary { get; init; }

    /// <summary>Content of <c>merges.txt</c>: pairs of tokens, the first of them first.</summary>
    public ReadOnlyMemory<byte> Merges { get; init; }

    /// <summary>Content of <c>tokenizer.json</c>, which holds both.</summary>
    public ReadOnlyMemory<byte> Combined { get; init; }

    /// <summary>The token that fills a text up to 77; OpenCLIP's models have <c>!</c>.</summary>
    public required string PadToken { get; init; }

    /// <summary>Words of textual inversions and how many tokens each has; their numbers follow the vocabulary's.</summary>
    public IReadOnlyList<(string Word, int Tokens)> AddedWords { get; init; } = [];

    /// <summary>Where it came from, for messages.</summary>
    public required string Path { get; init; }
}
