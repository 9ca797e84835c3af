using System.Text;
using System.Text.Json;
using CsCheck;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class ClipTokenizerTests
{
    public static TheoryData<string, int[], int[]> RecordedTexts()
    {
        var cases = new TheoryData<string, int[], int[]>();
        foreach (JsonElement entry in JsonDocument.Parse(File.ReadAllText(GoldenData.PathOf("tokenizer/cases.json"))).RootElement.EnumerateArray())
        {
            cases.Add(entry.GetProperty("text").GetString()!, Numbers(entry.GetProperty("ids")), Numbers(entry.GetProperty("padded")));
        }

        return cases;
    }

    [Theory, MemberData(nameof(RecordedTexts))]
    public void Encode_TextOfTheRecording_GivesTheReferencesTokens(string text, int[] ids, int[] padded)
    {
        ClipTokenizer tokenizer = TestTokenizers.Full;

        Assert.Equal(ids, tokenizer.Encode(text).Prepend(tokenizer.StartToken).Append(tokenizer.EndToken));
        Assert.Equal(padded, tokenizer.EncodePadded(text));
    }

    public static TheoryData<string> RecordedEncoders() => GoldenData.Cases("networks", "*.text_encoder*.json");

    // What the text encoders of the recording were given: every model's own tokenizer, in both of its forms.
    [Theory, MemberData(nameof(RecordedEncoders))]
    public void EncodePadded_TextsOfTheNetworks_GivesTheirInput(string name)
    {
        string[] texts = [.. JsonDocument.Parse(File.ReadAllText(GoldenData.PathOf($"networks/{name}.json"))).RootElement.GetProperty("texts").EnumerateArray().Select(t => t.GetString()!)];
        using SafetensorsFile recorded = SafetensorsFile.Open(GoldenData.PathOf($"networks/{name}.safetensors"));
        int[] ids = [.. TensorValues.ToFloats(recorded.Find("input_ids")!).Select(v => (int)v)];
        string[] parts = name.Split('.');
        ClipTokenizer tokenizer = TestTokenizers.Of($"models/{parts[0]}/{parts[1].Replace("text_encoder", "tokenizer")}");

        Assert.Equal(ids, texts.SelectMany(tokenizer.EncodePadded));
    }

    [Fact]
    public void Read_NoFiles_IsTheOriginalVocabulary()
    {
        TokenizerFiles files = TestTokenizers.FilesOf("tokenizer/full");
        Dictionary<string, int> recorded = JsonSerializer.Deserialize<Dictionary<string, int>>(files.Vocabulary.Span)!;
        ClipVocabulary fromFiles = ClipVocabularyReader.Read(files);

        ClipVocabulary builtIn = ClipVocabularyReader.Read(new TokenizerFiles { PadToken = "!", Path = "nothing" });

        Assert.Equal(recorded.OrderBy(t => t.Value), builtIn.Numbers.OrderBy(t => t.Value));
        Assert.Equal(fromFiles.Merges.OrderBy(m => m.Value.Rank), builtIn.Merges.OrderBy(m => m.Value.Rank));
        Assert.Equal(0, ClipTokenizer.Read(new TokenizerFiles { PadToken = "!", Path = "nothing" }).PadToken);
    }

    [Fact]
    public void Read_CombinedFile_IsTheSameTokenizer()
    {
        using SdModel pair = ModelFolder.Open(GoldenData.PathOf("models/sd15"));
        using SdModel combined = ModelFolder.Open(GoldenData.PathOf("models/sd21-v"));
        ClipVocabulary expected = ClipVocabularyReader.Read(pair.Tokenizer);

        ClipVocabulary read = ClipVocabularyReader.Read(combined.Tokenizer);

        Assert.True(combined.Tokenizer.Vocabulary.IsEmpty);
        Assert.Equal(expected.Numbers.OrderBy(t => t.Value), read.Numbers.OrderBy(t => t.Value));
        Assert.Equal(expected.Merges.OrderBy(m => m.Value.Rank), read.Merges.OrderBy(m => m.Value.Rank));
    }

    [Fact]
    public void Encode_AnyText_NeverThrowsAndStaysInTheVocabulary() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[" '<|>endoftxsrvm\u0301é日🍎\ud83d\udc31\u0130"], 0, 60]).Sample(text =>
        {
            ClipTokenizer tokenizer = TestTokenizers.Full;

            Assert.All(tokenizer.Encode(text), token => Assert.InRange(token, 0, tokenizer.Count - 1));
            Assert.Equal(ClipTokenizer.Length, tokenizer.EncodePadded(text).Count);
        });

    // A blank ends a piece, so texts that it joins are encoded apart.
    [Fact]
    public void Encode_TwoTextsJoinedByABlank_IsBothOneAfterTheOther() =>
        Gen.Select(Gen.String, Gen.String).Where((a, b) => !a.Contains("<|") && !b.Contains("<|")).Sample((a, b) =>
            Assert.Equal([.. TestTokenizers.Full.Encode(a), .. TestTokenizers.Full.Encode(b)], TestTokenizers.Full.Encode($"{a} {b}")));

    [Fact]
    public void Encode_Tokens_SpellThePiecesAgain() =>
        Gen.String[Gen.Char["abcdeABC '.,!0189éßя日\u0301\u00a0"], 0, 40].Sample(text =>
        {
            ClipVocabulary vocabulary = ClipVocabularyReader.BuiltIn;
            string[] spelt = new string[vocabulary.Numbers.Count];
            foreach ((string token, int number) in vocabulary.Numbers)
            {
                spelt[number] = token;
            }

            Dictionary<string, byte> bytes = Enumerable.Range(0, 256).ToDictionary(b => BytePairs.Letter((byte)b), b => (byte)b);
            string joined = string.Concat(TestTokenizers.Full.Encode(text).Select(t => spelt[t])).Replace(BytePairs.EndOfWord, "", StringComparison.Ordinal);

            Assert.Equal(string.Concat(ClipText.Pieces(text)), Encoding.UTF8.GetString([.. joined.Select(c => bytes[c.ToString()])]));
        });

    [Fact]
    public void Encode_OneEndlessWord_TakesAMoment() =>
        Assert.Equal(25_000, TestTokenizers.Full.Encode(new string('x', 100_000)).Count);

    // The definition, pass by pass, against the queue.
    [Fact]
    public void Encode_AnyWord_MergesTheEarliestPairFirst() =>
        Gen.String[Gen.Char["aeinorstlhc"], 1, 24].Sample(word =>
        {
            ClipVocabulary vocabulary = ClipVocabularyReader.BuiltIn;
            List<int> tokens = [.. word.Select((c, i) => vocabulary.Numbers[c + (i == word.Length - 1 ? BytePairs.EndOfWord : "")])];
            while (Enumerable.Range(0, Math.Max(0, tokens.Count - 1)).Where(i => vocabulary.Merges.ContainsKey((tokens[i], tokens[i + 1]))).OrderBy(i => vocabulary.Merges[(tokens[i], tokens[i + 1])].Rank).ThenBy(i => i).ToArray() is [int at, ..])
            {
                tokens[at] = vocabulary.Merges[(tokens[at], tokens[at + 1])].Whole;
                tokens.RemoveAt(at + 1);
            }

            Assert.Equal(tokens, TestTokenizers.Full.Encode(word));
        });

    [Fact]
    public void WithWords_InAnyCaseAndPlace_AreTokensOfTheirOwn()
    {
        ClipTokenizer plain = TestTokenizers.Full;

        ClipTokenizer tokenizer = plain.WithWords([("<cat-toy>", 2), ("Style", 1)]).WithWords([("<cat-toy>s", 1)]);

        Assert.Equal(plain.Count + 4, tokenizer.Count);
        Assert.Equal([.. plain.Encode("a"), plain.Count, plain.Count + 1, .. plain.Encode("on"), plain.Count + 2], tokenizer.Encode("a <CAT-toy> on style"));
        Assert.Equal([plain.Count + 3], tokenizer.Encode("<cat-toy>s"));
        Assert.Equal(plain.Encode("a photo"), tokenizer.Encode("a photo"));
        Assert.Throws<ModelException>(() => tokenizer.WithWords([("STYLE", 1)]));
        Assert.Throws<ModelException>(() => tokenizer.WithWords([(" ", 1)]));
    }

    [Theory]
    [InlineData("{\"a\":0}", "", "lacks the token")]
    [InlineData("{\"a\":0,\"<|startoftext|>\":0,\"<|endoftext|>\":1}", "", "from 0 on, each once")]
    [InlineData("{\"a\":99,\"<|startoftext|>\":0,\"<|endoftext|>\":1}", "", "from 0 on, each once")]
    [InlineData("{\"a\":-1,\"<|startoftext|>\":0,\"<|endoftext|>\":1}", "", "from 0 on, each once")]
    [InlineData("{\"a\":\"x\",\"<|startoftext|>\":0,\"<|endoftext|>\":1}", "", "whole number")]
    [InlineData("{\"a\":0,\"a\":2,\"<|startoftext|>\":3,\"<|endoftext|>\":1}", "", "JSON")]
    [InlineData("{\"\\ud800\":0,\"<|startoftext|>\":2,\"<|endoftext|>\":1}", "", "JSON")]
    [InlineData("{\"a\":0,\"<|startoftext|>\":2,\"<|endoftext|>\":1}", "#version: 0.2\na b\n", "no tokens of it")]
    [InlineData("{\"a\":0,\"<|startoftext|>\":2,\"<|endoftext|>\":1}", "a b c", "expected two tokens")]
    [InlineData("{\"a\":0,\"<|startoftext|>\":2,\"<|endoftext|>\":1}", "ab", "expected two tokens")]
    public void Read_BrokenVocabulary_SaysWhat(string vocabulary, string merges, string reason)
    {
        var files = new TokenizerFiles { Vocabulary = Encoding.UTF8.GetBytes(vocabulary), Merges = Encoding.UTF8.GetBytes(merges), PadToken = "<|endoftext|>", Path = "folder" };

        ModelException refusal = Assert.Throws<ModelException>(() => ClipTokenizer.Read(files));

        Assert.Contains("folder", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"model\":{\"type\":\"Unigram\",\"vocab\":[]}}")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[]}}")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"end_of_word_suffix\":\"</w>\",\"vocab\":{},\"merges\":[1]},\"added_tokens\":[3,{\"id\":\"x\"}]}")]
    [InlineData("{\"model\":[]}")]
    public void Read_CombinedFileOfAnotherKind_IsRefused(string json) =>
        Assert.Throws<ModelException>(() => ClipTokenizer.Read(new TokenizerFiles { Combined = Encoding.UTF8.GetBytes(json), PadToken = "!", Path = "folder" }));

    [Fact]
    public void Read_UnknownPadToken_IsRefused()
    {
        TokenizerFiles files = TestTokenizers.FilesOf("tokenizer/mini") with { PadToken = "<pad>" };

        Assert.Contains("<pad>", Assert.Throws<ModelException>(() => ClipTokenizer.Read(files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OldFormOfMerges_IsTaken()
    {
        byte[] json = """
            {"model":{"type":"BPE","end_of_word_suffix":"</w>","vocab":{"a":0,"b</w>":1,"ab</w>":2},"merges":["a b</w>"]},
             "added_tokens":[{"content":"<|startoftext|>","id":3},{"content":"<|endoftext|>","id":4}]}
            """u8.ToArray();

        ClipTokenizer tokenizer = ClipTokenizer.Read(new TokenizerFiles { Combined = json, PadToken = "a", Path = "folder" });

        // What the vocabulary cannot write is the end token, as in the reference.
        Assert.Equal([2, 4], tokenizer.Encode("ab c"));
        Assert.Equal((3, 4, 0), (tokenizer.StartToken, tokenizer.EndToken, tokenizer.PadToken));
    }

    private static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetInt32())];
}
