using Infill.Onnx;
using Infill.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Weights;

public sealed class RealPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _real;

    public RealPathTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        _real = RealPath.Of(_folder.Path);
        Directory.CreateDirectory(_folder.File("a/b"));
        _folder.Write("a/b/file", [1]);
        Directory.CreateSymbolicLink(_folder.File("to-a"), "a");
        Directory.CreateSymbolicLink(_folder.File("a/up"), "..");
        File.CreateSymbolicLink(_folder.File("to-file"), Path.Combine(_folder.Path, "to-a", "b", "file"));
        File.CreateSymbolicLink(_folder.File("round"), "round-too");
        File.CreateSymbolicLink(_folder.File("round-too"), "round");
    }

    [Theory]
    [InlineData("a/b/file", "a/b/file")]
    [InlineData("to-a/b/file", "a/b/file")]
    [InlineData("to-file", "a/b/file")]
    [InlineData("to-a/up/to-a/./b//file", "a/b/file")]
    [InlineData("to-a/../to-file", "a/b/file")]
    [InlineData("to-a/nothing/here", "a/nothing/here")]
    [InlineData("to-a/b/", "a/b")]
    public void Of_PathThroughLinks_IsTheRealOne(string path, string expected) =>
        Assert.Equal(Path.Combine(_real, expected), RealPath.Of(_folder.File(path)));

    // "link/.." is the parent of what the link leads to, not of the link.
    [Fact]
    public void Of_ParentOfALink_IsTheParentOfItsTarget()
    {
        Directory.CreateDirectory(_folder.File("far/away"));
        Directory.CreateSymbolicLink(_folder.File("near"), "far/away");

        Assert.Equal(Path.Combine(_real, "far"), RealPath.Of(_folder.File("near/..")));
    }

    [Fact]
    public void Of_LinksInACircle_IsRefused() =>
        Assert.Contains("circle", Assert.Throws<ModelException>(() => RealPath.Of(_folder.File("round"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_RealPath_IsItself() => Assert.Equal(RealPath.Of(_folder.File("to-file")), RealPath.Of(RealPath.Of(_folder.File("to-file"))));

    [Theory]
    [InlineData("/a/b", "/a/b", true)]
    [InlineData("/a/b/c", "/a/b", true)]
    [InlineData("/a/bc", "/a/b", false)]
    [InlineData("/a", "/a/b", false)]
    [InlineData("/x", "/", true)]
    public void IsWithin_FolderOrNot(string path, string folder, bool expected) => Assert.Equal(expected, RealPath.IsWithin(path, folder));

    public void Dispose() => _folder.Dispose();
}
