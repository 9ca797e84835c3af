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
        var ring = new KeyRing(file, new Clock());
        Assert.Equal((Caller.Local, false), (ring.Find(null), ring.IsLocked));

        string writer = file.Add("alice", readOnly: false), reader = file.Add("bob", readOnly: true);

        Assert.True(ring.IsLocked);
        Assert.Equal(new Caller("alice", KeyScope.All), ring.Find(writer));
        Assert.Equal(new Caller("bob", KeyScope.Read), ring.Find(reader));
        Assert.All((string?[])[null, "", "x", writer + "x", writer[..^1], KeyFile.Hash(writer)], wrong => Assert.Null(ring.Find(wrong)));
    }

    [Fact]
    public void Find_ListThatIsGoneOrDamaged_OpensNoDoorThatWasLocked()
    {
        using var folder = new TemporaryFolder();
        var file = new KeyFile(folder.Path, new Clock());
        string key = file.Add("alice", readOnly: false);
        var ring = new KeyRing(file, new Clock());
        Assert.Null(ring.Find(null));

        File.WriteAllText(file.Path, "no list");
        File.SetLastWriteTimeUtc(file.Path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (Caller? stranger, Caller? known) damaged = (ring.Find(null), ring.Find(key));
        File.Delete(file.Path);

        Assert.Equal((null, new Caller("alice", KeyScope.All)), damaged);
        Assert.Equal((null, new Caller("alice", KeyScope.All)), (ring.Find(null), ring.Find(key)));
        Assert.Null(new KeyRing(file, new Clock()) { OpensWithoutKeys = false }.Find(null));
    }

    [Fact]
    public void Remove_OldKeyOfAName_LeavesTheNewOneWithTheSameOwner()
    {
        using var folder = new TemporaryFolder();
        var file = new KeyFile(folder.Path, new Clock());
        string old = file.Add("alice", readOnly: false), fresh = file.Add("alice", readOnly: false);
        var ring = new KeyRing(file, new Clock());
        Assert.Equal(ring.Find(old), ring.Find(fresh));

        Assert.Equal(1, file.Remove(file.Read()[0].Prefix));
        Assert.Null(ring.Find(old));
        Assert.NotNull(ring.Find(fresh));
        Assert.Equal((1, 0), (file.Remove("alice"), file.Remove("alice")));
    }

    [Fact]
    public void Rotate_Name_TheOldKeyIsGoodForAWhileAndTheNewOneAfterwards()
    {
        using var folder = new TemporaryFolder();
        var clock = new Clock();
        var file = new KeyFile(folder.Path, clock);
        var ring = new KeyRing(file, clock);
        string old = file.Add("alice", KeyScope.Read | KeyScope.Tools, expires: null), other = file.Add("bob", readOnly: false);

        string fresh = file.Rotate("alice", TimeSpan.FromHours(2));
        Caller?[] during = [ring.Find(old), ring.Find(fresh), ring.Find(other)];
        clock.Pass(TimeSpan.FromHours(3));
        Caller?[] after = [ring.Find(old), ring.Find(fresh), ring.Find(other)];

        var alice = new Caller("alice", KeyScope.Read | KeyScope.Tools);
        Assert.Equal([alice, alice, new Caller("bob", KeyScope.All)], during);
        Assert.Equal([null, alice, new Caller("bob", KeyScope.All)], after);
        Assert.Throws<ServerException>(() => file.Rotate("carol", TimeSpan.Zero));
    }

    // Nobody comes in without a key because all keys have come to their end.
    [Fact]
    public void Find_OnlyExpiredKeys_StaysLocked()
    {
        using var folder = new TemporaryFolder();
        var clock = new Clock();
        var file = new KeyFile(folder.Path, clock);
        var ring = new KeyRing(file, clock);
        string key = file.Add("alice", KeyScope.All, clock.GetUtcNow().AddDays(1));
        Assert.NotNull(ring.Find(key));

        clock.Pass(TimeSpan.FromDays(2));

        Assert.True(ring.IsLocked);
        Assert.Null(ring.Find(key));
        Assert.Null(ring.Find(null));
    }

    [Fact]
    public void Read_FileOfAnOlderVersion_KnowsWhatItsKeysMayDo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("keys.json", """
            {"keys": [{"name": "a", "prefix": "inf_0", "sha256": "x", "read_only": true, "created": "2026-01-01T00:00:00Z"},
                      {"name": "b", "prefix": "inf_1", "sha256": "y", "read_only": false, "created": "2026-01-01T00:00:00Z"}]}
            """u8);

        Assert.Equal([KeyScope.Read, KeyScope.All], new KeyFile(folder.Path, new Clock()).Read().Select(KeyRing.ScopeOf));
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
