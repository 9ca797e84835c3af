using Infill.Server.Security;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Security;

public sealed class KeyTests
{
    [Fact]
    public void Add_Key_IsNowhereOnTheDisk()
    {
        using var folder = new TemporaryFolder();
        var file = new KeyFile(folder.Path, new Clock());

        string key = file.Add("alice", readOnly: false);

        Assert.Matches("^inf_[0-9a-f]{64}$", key);
        string text = File.ReadAllText(file.Path);
        Assert.DoesNotContain(key[KeyFile.Start.Length..], text, StringComparison.Ordinal);
        Assert.Contains(KeyFile.Hash(key), text, StringComparison.Ordinal);
        Assert.StartsWith(file.Read()[0].Prefix, key, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_WithoutAnyKeys_IsTheLocalUserAndWithThemNobody()
    {
        using var folder = new TemporaryFolder();
        var file = new KeyFile(folder.Path, new Clock());
        var ring = new KeyRing(file);
        Assert.Equal((Caller.Local, false), (ring.Find(null), ring.IsLocked));

        string writer = file.Add("alice", readOnly: false), reader = file.Add("bob", readOnly: true);

        Assert.True(ring.IsLocked);
        Assert.Equal(new Caller("alice", MayWrite: true), ring.Find(writer));
        Assert.Equal(new Caller("bob", MayWrite: false), ring.Find(reader));
        Assert.All((string?[])[null, "", "x", writer + "x", writer[..^1], KeyFile.Hash(writer)], wrong => Assert.Null(ring.Find(wrong)));
    }

    [Fact]
    public void Remove_OldKeyOfAName_LeavesTheNewOneWithTheSameOwner()
    {
        using var folder = new TemporaryFolder();
        var file = new KeyFile(folder.Path, new Clock());
        string old = file.Add("alice", readOnly: false), fresh = file.Add("alice", readOnly: false);
        var ring = new KeyRing(file);
        Assert.Equal(ring.Find(old), ring.Find(fresh));

        Assert.Equal(1, file.Remove(file.Read()[0].Prefix));
        Assert.Null(ring.Find(old));
        Assert.NotNull(ring.Find(fresh));
        Assert.Equal((1, 0), (file.Remove("alice"), file.Remove("alice")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("a'b")]
    [InlineData("a\0")]
    [InlineData("a\\b")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a,b")]
    [InlineData("a@b")]
    [InlineData("a\n")]
    [InlineData("../x")]
    [InlineData("ä")]
    public void Add_NameThatIsNone_IsRefused(string name)
    {
        using var folder = new TemporaryFolder();
        var file = new KeyFile(folder.Path, new Clock());

        Assert.Throws<ServerException>(() => file.Add(name, readOnly: false));
        Assert.False(File.Exists(file.Path));
    }

    [Fact]
    public void Read_DamagedFile_SaysWhichAndWhatToDo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("keys.json", "{"u8);

        Assert.Contains("keys.json", Assert.Throws<ServerException>(() => new KeyFile(folder.Path, new Clock()).Read()).Message, StringComparison.Ordinal);
    }
}
