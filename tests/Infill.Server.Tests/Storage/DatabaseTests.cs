using Infill.Server.Storage;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Tests.Storage;

public sealed class DatabaseTests
{
    [Theory]
    [InlineData("3.51.3", true)]
    [InlineData("3.53.0", true)]
    [InlineData("3.51.10", true)]
    [InlineData("3.52.0", true)]
    [InlineData("3.51.2.9", false)]
    [InlineData("2.99.99", false)]
    [InlineData("", false)]
    [InlineData("3", false)]
    [InlineData("4.0.0", true)]
    [InlineData("3.51.2", false)]
    [InlineData("3.9.99", false)]
    [InlineData("unknown", false)]
    public void RequireVersion_BelowTheFixOfTheLog_IsRefused(string version, bool isGood)
    {
        if (isGood)
        {
            Assert.Null(Record.Exception(() => Database.RequireVersion(version)));
        }
        else
        {
            Assert.Contains($"at least {Database.LeastSqlite}", Assert.Throws<ServerException>(() => Database.RequireVersion(version)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_NewFile_WritesAheadAndSyncsEveryCommit()
    {
        using var store = new Store();

        string mode = store.Database.Write(c => c.Query("PRAGMA journal_mode", row => row.GetString(0))[0]);
        long synchronous = store.Database.Write(c => c.Number("PRAGMA synchronous"));

        Assert.Equal(("wal", 2L), (mode, synchronous));
    }

    [Fact]
    public void Read_CannotWrite()
    {
        using var store = new Store();

        Assert.Throws<SqliteException>(() => store.Database.Read(c => c.Execute("DELETE FROM jobs")));
    }

    [Fact]
    public void Write_ThatThrows_LeavesNothing()
    {
        using var store = new Store();

        Assert.Throws<InvalidOperationException>(() => store.Database.Write<int>(c =>
        {
            c.Execute("INSERT INTO uses(hash, holder) VALUES('a', 'b')");
            throw new InvalidOperationException();
        }));

        Assert.Equal(0, store.Database.Read(c => c.Number("SELECT count(*) FROM uses")));
    }

    [Fact]
    public void Open_DamagedFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("jobs.db", "This is no database, but it is long enough to be looked at as if it were one. "u8);

        ServerException refusal = Assert.Throws<ServerException>(() => Database.Open(path));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfANewerVersion_IsRefusedAndLeftAlone()
    {
        using var store = new Store();
        store.Database.Write(c => c.Execute("PRAGMA user_version=99"));

        Assert.Contains("form 99", Assert.Throws<ServerException>(store.Reopen).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_FolderOfALivingServer_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using (DataFolder first = DataFolder.Claim(folder.File("data")))
        {
            Assert.Contains("--data", Assert.Throws<ServerException>(() => DataFolder.Claim(folder.File("data"))).Message, StringComparison.Ordinal);
        }

        using DataFolder again = DataFolder.Claim(folder.File("data"));
        Assert.True(Directory.Exists(again.Path));
    }
}
