using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Tests.Cli;

public sealed class ModelTextTests
{
    [Theory]
    [InlineData("a.safetensors", "a.safetensors", 1f)]
    [InlineData("a.safetensors:0.5", "a.safetensors", 0.5f)]
    [InlineData("a:b.safetensors", "a:b.safetensors", 1f)]
    [InlineData(@"C:\a.safetensors:-1", @"C:\a.safetensors", -1f)]
    [InlineData("dir/a:10", "dir/a", 10f)]
    public void Lora_Text_IsFileAndWeight(string text, string path, float weight) => Assert.Equal((path, weight), LoraText.Parse(text));

    [Theory, InlineData(":0.5"), InlineData("a:10.1"), InlineData("a:NaN"), InlineData("a:-Infinity"), InlineData("a:1e9"), InlineData(" ")]
    public void Lora_OutOfRange_IsNone(string text) => Assert.Null(LoraText.Parse(text));

    [Theory]
    [InlineData("0..1", 0, 1)]
    [InlineData("0.2..0.2", 0.2, 0.2)]
    [InlineData(".5..1", 0.5, 1)]
    public void Interval_Text_IsBothEnds(string text, double begin, double end) => Assert.Equal((begin, end), ShareInterval.Parse(text));

    [Theory, InlineData("1..0"), InlineData("0..1.1"), InlineData("-1..1"), InlineData("0.5"), InlineData("0..1..1"), InlineData("a..b"), InlineData("")]
    public void Interval_Nonsense_IsNone(string text) => Assert.Null(ShareInterval.Parse(text));

    [Fact]
    public void Rooted_IdOfTheStore_StaysAnId() => Assert.Equal("org/name@main", new ModelArguments { Path = "org/name@main" }.Rooted().Path);

    [Fact]
    public void Rooted_RelativePaths_BecomeFullAndKeepTheirWeights()
    {
        ModelArguments rooted = new ModelArguments { Path = ".", Loras = ["a:0.5"], Embeddings = ["e"], Vae = "v", Controls = ["canny:."] }.Rooted();

        Assert.Equal(
            (Path.GetFullPath("."), Path.GetFullPath("a") + ":0.5", Path.GetFullPath("e"), Path.GetFullPath("v")),
            (rooted.Path, rooted.Loras[0], rooted.Embeddings[0], rooted.Vae));
        Assert.StartsWith($"canny:{Path.GetFullPath(".")},", rooted.Controls[0], StringComparison.Ordinal);
    }
}
