using System.Text;
using System.Text.Json;
using Infill.Onnx;
using Infill.Onnx.Models;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Weights;

namespace Infill.Tests.Onnx.Models;

/// <summary>Damaged configurations and vocabularies: each is read or refused with a sentence, and nothing else happens.</summary>
public sealed class HostileJsonTests
{
    private const int Mutants = 3_000;

    public static TheoryData<string> Configurations() => ["unet", "vae", "text_encoder"];

    [Theory, MemberData(nameof(Configurations))]
    public void Parse_MutatedConfigurations_AreSoundOrRefused(string part)
    {
        byte[] sound = File.ReadAllBytes(GoldenData.PathOf($"models/sd15/{part}/config.json"));

        int refused = Count(sound, json =>
        {
            JsonElement root = JsonFile.Parse(json, "config.json");
            switch (part)
            {
                case "unet":
                    UNetConfig unet = ConfigParser.UNet(root, "config.json");
                    Assert.All(unet.BlockChannels, c => Assert.Equal(0, c % unet.Groups));
                    Assert.Equal(unet.BlockChannels.Count, unet.Heads.Count);
                    break;
                case "vae":
                    Assert.InRange(ConfigParser.Vae(root, "config.json").BlockChannels.Count, 1, 16);
                    break;
                default:
                    TextEncoderConfig text = ConfigParser.TextEncoder(root, "config.json");
                    Assert.InRange(text.EndToken, 0, text.VocabularySize - 1);
                    break;
            }
        });

        Assert.InRange(refused, Mutants / 10, Mutants - 1);
    }

    [Fact]
    public void Read_MutatedTokenizers_AreSoundOrRefused()
    {
        byte[] sound = Encoding.UTF8.GetBytes("""
            {"added_tokens":[{"id":5,"content":"<|startoftext|>"},{"id":6,"content":"<|endoftext|>"}],
             "model":{"type":"BPE","end_of_word_suffix":"</w>","vocab":{"a":0,"b":1,"b</w>":2,"ab</w>":3,"aab</w>":4},"merges":[["a","b</w>"],"a ab</w>"]}}
            """);

        int refused = Count(sound, json =>
        {
            ClipTokenizer tokenizer = ClipTokenizer.Read(new TokenizerFiles { Combined = json, PadToken = "<|endoftext|>", Path = "folder" });
            Assert.All(tokenizer.Encode("aab ab b c"), token => Assert.InRange(token, 0, tokenizer.Count - 1));
        });

        Assert.InRange(refused, Mutants / 2, Mutants - 1);
    }

    private static int Count(byte[] sound, Action<byte[]> read)
    {
        int refused = 0;
        for (int seed = 0; seed < Mutants; seed++)
        {
            try
            {
                read(new HeaderMutants((ulong)seed).Mutate(sound));
            }
            catch (ModelException)
            {
                refused++;
            }
        }

        return refused;
    }
}
