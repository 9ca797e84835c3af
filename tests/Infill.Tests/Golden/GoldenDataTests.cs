using Infill.Tests.Support;

namespace Infill.Tests.Golden;

public sealed class GoldenDataTests
{
    /// <summary>The copy in the repository may not grow without a limit: clones pay for it.</summary>
    private const long MostBytes = 45_000_000;

    [Theory]
    [InlineData("models")]
    [InlineData("networks")]
    [InlineData("pipelines")]
    [InlineData("schedulers")]
    [InlineData("single-file")]
    [InlineData("lora")]
    [InlineData("rng")]
    [InlineData("tokenizer")]
    public void Root_HoldsEveryKindOfCase(string folder) => Assert.NotEmpty(Directory.EnumerateFileSystemEntries(GoldenData.PathOf(folder)));

    [Fact]
    public void Copy_StaysSmall()
    {
        var data = new DirectoryInfo(Path.Combine(Style.SourceTree.Root, "tests", "Infill.Tests", "Golden", "data"));

        Assert.InRange(data.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length), 1, MostBytes);
    }

    [Fact]
    public void ComposeAll_Pieces_AreJoinedInOrder()
    {
        using TemporaryFolder folder = Pieces();

        GoldenCopy.ComposeAll(folder.Path, ["= sub/x.bin ce7e445306329e40294bef5d913dc2e1f7edefde0a776876ef47f7ec9273f095", .. Ranges]);

        Assert.Equal([2, 5, 3], File.ReadAllBytes(folder.File("sub/x.bin")));
    }

    [Fact]
    public void ComposeAll_OtherHash_IsRefusedByName()
    {
        using TemporaryFolder folder = Pieces();

        InvalidDataException wrong = Assert.Throws<InvalidDataException>(() => GoldenCopy.ComposeAll(folder.Path, ["= sub/x.bin 00", .. Ranges]));

        Assert.Contains("sub/x.bin", wrong.Message, StringComparison.Ordinal);
    }

    private static readonly string[] Ranges = ["1 1 a.bin", "0 1 b c.bin", "2 1 a.bin"];

    private static TemporaryFolder Pieces()
    {
        var folder = new TemporaryFolder();
        folder.Write("a.bin", [1, 2, 3, 4]);
        folder.Write("b c.bin", [5, 6]);
        return folder;
    }
}
