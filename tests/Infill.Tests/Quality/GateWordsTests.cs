using Infill.Imaging;
using Infill.Quality;

namespace Infill.Tests.Quality;

public sealed class GateWordsTests
{
    private static readonly PixelRect Window = new(10, 20, 30, 40);

    [Fact]
    public void Describe_SureDetectors_AreNamedFromTheSurestOn()
    {
        string[] words = [.. GateWords.Describe(Part(("seam", 0.8), ("text", 0.1), ("structure", 0.95)))];

        Assert.Equal(2, words.Length);
        Assert.StartsWith("lines or edges break off", words[0], StringComparison.Ordinal);
        Assert.StartsWith("a seam shows", words[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_NoneIsSure_NamesTheSurest() =>
        Assert.StartsWith("the fill is flat", Assert.Single(GateWords.Describe(Part(("flatness", 0.5), ("seam", 0.4)))), StringComparison.Ordinal);

    [Fact]
    public void Describe_ManyAreSure_NamesThree() =>
        Assert.Equal(3, GateWords.Describe(Part(("seam", 0.9), ("text", 0.9), ("foreign", 0.9), ("leftover", 0.9))).Count());

    [Fact]
    public void Describe_NoPlace_NamesTheWindow() =>
        Assert.EndsWith($"at {Window}", GateWords.Describe(Part(("seam", 0.9))).Single(), StringComparison.Ordinal);

    [Fact]
    public void Describe_EveryDetector_HasWordsOfItsOwn()
    {
        string[] words = [.. Enum.GetValues<Detector>().Select(d => GateWords.Describe(Part((PartJudge.NameOf(d), 0.9))).Single())];

        Assert.Equal(words.Length, words.Distinct().Count());
    }

    private static PartVerdict Part(params (string Detector, double Probability)[] findings) =>
        new(0, [.. findings.Select(f => new TraceFinding(f.Detector, f.Probability, null))], Window, []);
}
