using Infill.Server.Mcp;
using Infill.Server.Running;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Mcp;

/// <summary>An agent reads and writes below the folders that its user opened, and nowhere else.</summary>
public sealed class OpenFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OpenFoldersTests()
    {
        Directory.CreateDirectory(_folder.File("open/deep"));
        Directory.CreateDirectory(_folder.File("open-too"));
        Directory.CreateDirectory(_folder.File("opening"));
        foreach (string name in (string[])["open/a.png", "open/deep/b.png", "open-too/c.png", "opening/d.png", "e.png"])
        {
            File.WriteAllText(_folder.File(name), "");
        }
    }

    private OpenFolders Open => new([_folder.File("open"), _folder.File("open-too")]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.png", true)]
    [InlineData("./a.png", true)]
    [InlineData("deep/./b.png", true)]
    [InlineData("deep//b.png", true)]
    [InlineData("../open/deep/b.png", true)]
    [InlineData("../open-too/../opening/d.png", false)]
    [InlineData("../open/../e.png", false)]
    [InlineData("//etc/passwd", false)]
    [InlineData("~/.ssh/id_rsa", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://example.org/a.png", false)]
    [InlineData("./deep/../a.png", true)]
    [InlineData("deep/b.png", true)]
    [InlineData("../open/a.png", true)]
    [InlineData("../open-too/c.png", true)]
    [InlineData("../opening/d.png", false)]
    [InlineData("../e.png", false)]
    [InlineData("deep/../../e.png", false)]
    [InlineData("..", false)]
    [InlineData(".", false)]
    [InlineData("deep", false)]
    [InlineData("none.png", false)]
    [InlineData("", false)]
    [InlineData("a\0.png", false)]
    [InlineData("/etc/passwd", false)]
    public void RequireReadable_Path_IsLetInOnlyBelow(string path, bool isFine)
    {
        string? real = null;
        Exception? refusal = Record.Exception(() => real = Open.RequireReadable(path));

        Assert.Equal(isFine, refusal is null);
        Assert.Equal(isFine, real is not null && File.Exists(real));
        Assert.True(isFine || refusal is ProblemException, $"{refusal}");
        Assert.DoesNotContain(_folder.Path, refusal?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new.png", true)]
    [InlineData("deep/new.webp", true)]
    [InlineData("a.png", false)]
    [InlineData("deep", false)]
    [InlineData("new.txt", false)]
    [InlineData("new", false)]
    [InlineData("none/new.png", false)]
    [InlineData("../new.png", false)]
    [InlineData("../opening/new.png", false)]
    public void RequireWritable_Path_IsNewAndBelow(string path, bool isFine)
    {
        Exception? refusal = Record.Exception(() => Open.RequireWritable(path));

        Assert.Equal(isFine, refusal is null);
        Assert.True(isFine || refusal is ProblemException, $"{refusal}");
    }

    [Fact]
    public void Require_WithoutAnyFolder_LetsNothingIn()
    {
        var none = new OpenFolders([]);

        Assert.False(none.Any);
        Assert.Throws<ProblemException>(() => none.RequireReadable(_folder.File("open/a.png")));
        Assert.Throws<ProblemException>(() => none.RequireWritable(_folder.File("open/new.png")));
    }

    [Fact]
    public void Require_FolderThatIsItselfALink_IsOpenUnderBothNames()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        Directory.CreateSymbolicLink(_folder.File("link"), _folder.File("open"));
        File.CreateSymbolicLink(_folder.File("open/round"), _folder.File("open/round"));
        var open = new OpenFolders([_folder.File("link")]);

        Assert.Equal(open.RequireReadable("a.png"), open.RequireReadable(_folder.File("open/a.png")));
        Assert.Throws<ProblemException>(() => open.RequireReadable("round"));
    }
}
