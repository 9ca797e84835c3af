using Infill.Server.Jobs;
using Infill.Server.Storage;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Support;

/// <summary>The store alone, without a server.</summary>
internal sealed class Store : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly QueueBounds _bounds;

    public Store(QueueBounds? bounds = null)
    {
        _bounds = bounds ?? new QueueBounds();
        Open();
    }

    public Clock Clock { get; } = new();

    public Database Database { get; private set; } = null!;

    public SqliteJobStore Jobs { get; private set; } = null!;

    public SqliteJobQueue Queue { get; private set; } = null!;

    public SqlitePictureIndex Pictures { get; private set; } = null!;

    public FolderBlobStore Blobs { get; private set; } = null!;

    public string Path => _folder.Path;

    public static NewJob New(string owner = "alice", int priority = 0, string? key = null, string fingerprint = "f", int? deadline = null) => new(
        owner,
        new JobSpec { Workflow = JobWorkflow.Remove, Image = Hash('1'), Mask = new MaskSpec { Blob = Hash('2') } },
        new JobTerms { Priority = priority, IdempotencyKey = key, DeadlineSeconds = deadline },
        new JobMemory(1 << 20, 0),
        fingerprint);

    public static string Hash(char digit) => new(digit, 64);

    public Job Accept(string owner = "alice", int priority = 0, int? deadline = null)
    {
        (Acceptance acceptance, Job? job) = Jobs.Accept(New(owner, priority, deadline: deadline));
        Assert.Equal(Acceptance.Accepted, acceptance);
        return job!;
    }

    /// <summary>Closes and opens everything, as a new process would.</summary>
    public void Reopen()
    {
        Database.Dispose();
        Open();
    }

    public Collector Collector(TimeSpan retention) => new(Database, Blobs, Clock, retention);

    public async Task<BlobHold> PutAsync(string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return await Blobs.PutAsync(content, 1000, inspect: null, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }

    private void Open()
    {
        Database = new Database(_folder.File("jobs.db"));
        Database.Require();
        Blobs = new FolderBlobStore(_folder.Path);
        Blobs.Prepare();
        Jobs = new SqliteJobStore(Database, Clock, _bounds, Blobs);
        Pictures = new SqlitePictureIndex(Database, _bounds);
        Queue = new SqliteJobQueue(Database, Clock);
    }
}
