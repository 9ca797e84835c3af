using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text.Json;
using Infill.Diffusion.Noise;
using Infill.Tests.Golden;

namespace Infill.Tests.Diffusion.Noise;

public sealed class PhiloxTests
{
    public static TheoryData<uint[], uint[], uint[]> KnownAnswers
    {
        get
        {
            var data = new TheoryData<uint[], uint[], uint[]>();
            JsonElement root = JsonDocument.Parse(GoldenData.Text("rng/torch_cpu.json")).RootElement;
            foreach (JsonElement known in root.GetProperty("philox4x32_10_known_answers").EnumerateArray())
            {
                data.Add(Words(known, "ctr"), Words(known, "key"), Words(known, "out"));
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(KnownAnswers))]
    public void Block_PublishedCounterAndKey_GivesThePublishedWords(uint[] counter, uint[] key, uint[] expected)
    {
        Vector128<uint> words = Philox.Block(Vector128.Create(counter), key[0] | ((ulong)key[1] << 32));

        Assert.Equal(Vector128.Create(expected), words);
    }

    private static uint[] Words(JsonElement known, string name) =>
        [.. known.GetProperty(name).EnumerateArray().Select(e => uint.Parse(e.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
