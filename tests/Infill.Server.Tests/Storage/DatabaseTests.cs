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

        using var database = new Database(path);
        byte[] before = File.ReadAllBytes(path);

        Assert.Throws<SqliteException>(() => database.Require());

        Assert.Equal((true, false), (database.HasSeenDamage, database.IsOpen));
        Assert.Throws<SqliteException>(() => database.Write(_ => 1));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    // The pages of the log belong to a file that is not whole: written back they would bury what can still be saved.
    [Fact]
    public void Require_DamagedPageUnderALog_LeavesFileAndLogAsTheyAre()
    {
        using var store = new Store();
        Enumerable.Range(0, 40).ToList().ForEach(_ => store.Accept());
        store.Reopen();
        store.Accept();
        using var folder = new TemporaryFolder();
        (string path, string log) = (folder.File("jobs.db"), folder.File("jobs.db-wal"));
        byte[] file = ReadShared(Path.Combine(store.Path, "jobs.db")), pages = ReadShared(Path.Combine(store.Path, "jobs.db-wal"));
        Array.Fill(file, (byte)0xA5, 4096, file.Length - 4096);
        File.WriteAllBytes(path, file);
        File.WriteAllBytes(log, pages);

        using (var damaged = new Database(path))
        {
            Assert.Throws<SqliteException>(() => damaged.Require());
            Assert.True(damaged.HasSeenDamage);
        }

        Assert.InRange(pages.Length, 4096, int.MaxValue);
        Assert.Equal(file, File.ReadAllBytes(path));
        Assert.Equal(pages, File.ReadAllBytes(log));
    }

    [Fact]
    public void Require_WhatIsDoneFirstFails_ClosesAndOpensTheNextTime()
    {
        using var store = new Store();
        using var folder = new TemporaryFolder();
        using var database = new Database(folder.File("jobs.db"));

        Assert.Throws<IOException>(() => database.Require(() => throw new IOException("full")));
        bool wasOpen = database.IsOpen;
        database.Require(() => database.Write(c => c.Execute("INSERT INTO uses(hash, holder) VALUES('a', 'b')")));
        database.Require(() => throw new InvalidOperationException("It is open already."));

        Assert.Equal((false, true, 1L), (wasOpen, database.IsOpen, database.Read(c => c.Number("SELECT count(*) FROM uses"))));
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

    // The store holds its files open.
    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
