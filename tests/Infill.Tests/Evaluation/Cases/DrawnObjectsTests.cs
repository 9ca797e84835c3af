using Infill.Evaluation.Cases;
using Infill.Tests.Style;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Cases;

public sealed class DrawnObjectsTests
{
    [Fact]
    public void Load_FileOfTheBench_HasTwelveThingsWithClickAndBox()
    {
        DrawnObjects file = DrawnObjects.Load(Path.Combine(SourceTree.Root, "bench/masks.json"));

        Assert.Equal(12, file.Objects.Count);
        Assert.All(file.Objects, one => Assert.True(one.Click is not null && one.Box is not null && one.Drawn.StartsWith("polygon:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("null", "JSON null")]
    [InlineData("{", "no list of drawn things")]
    [InlineData("{\"objects\":[]}", "lists no thing")]
    [InlineData("{\"objects\":[{\"name\":\"a\",\"photo\":\"p\",\"drawn\":\"d\"}]}", "'a' has neither click nor box")]
    [InlineData("{\"objects\":[{\"name\":\"a\",\"photo\":\"p\",\"drawn\":\"d\",\"click\":\"1,1\"},{\"name\":\"a\",\"photo\":\"p\",\"drawn\":\"d\",\"click\":\"1,1\"}]}", "'a' stands there twice")]
    [InlineData("{\"objects\":[{\"name\":\"a\",\"photo\":\"p\",\"drawn\":\"d\",\"clik\":\"1,1\"}]}", "does not fit")]
    public void Load_WrongFile_SaysWhatIsWrong(string text, string expected)
    {
        using var folder = new TemporaryFolder();

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => DrawnObjects.Load(folder.Write("m.json", System.Text.Encoding.UTF8.GetBytes(text))));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }
}
