using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Decoding;
using Infill.Server.Fetching;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Pyramids;
using Infill.Server.Running;
using Infill.Server.Storage;
using Infill.Server.Telemetry;

namespace Infill.Server;

/// <summary>What the routes work with, put together once.</summary>
internal sealed record ServerParts
{
    /// <summary>Where the server listens and how much it takes.</summary>
    public required ServerOptions Options { get; init; }

    /// <summary>What can fill.</summary>
    public required EngineCatalog Engines { get; init; }

    /// <summary>Where jobs are left and asked after.</summary>
    public required JobDesk Desk { get; init; }

    /// <summary>Draws masks and refuses jobs.</summary>
    public required JobCheck Check { get; init; }

    /// <summary>Decodes pictures from outside.</summary>
    public required IPictureDecoder Decoder { get; init; }

    /// <summary>Files that stood in the JSON of requests under way.</summary>
    public required SpoolShelf Shelf { get; init; }

    /// <summary>Fetches pictures that clients name by URL; null = nothing is ever fetched.</summary>
    public UrlFetcher? Fetcher { get; init; }

    /// <summary>Files by their content.</summary>
    public required IBlobStore Blobs { get; init; }

    /// <summary>Sent pictures and masks.</summary>
    public required IPictureIndex Pictures { get; init; }

    /// <summary>Pictures that someone looks at, in tiles.</summary>
    public required WorkingCopies Copies { get; init; }

    /// <summary>The order of work.</summary>
    public required IJobQueue Queue { get; init; }

    /// <summary>Who runs jobs.</summary>
    public required JobWorkers Workers { get; init; }

    /// <summary>Removes what is old or unnamed.</summary>
    public required Collector Collector { get; init; }

    /// <summary>Whether the store can take something new.</summary>
    public required StoreHealth Health { get; init; }

    /// <summary>What is counted and measured.</summary>
    public required ServerMeter Meter { get; init; }

    /// <summary>What was counted and measured since the start.</summary>
    public required MetricBoard Board { get; init; }

    /// <summary>Told what happens.</summary>
    public required ServerLog Events { get; init; }

    /// <summary>Clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The files of a new request.</summary>
    /// <exception cref="ProblemException">The store takes nothing new.</exception>
    public Intake Intake()
    {
        Health.Require();
        return new Intake(this);
    }

    /// <summary>The files of a new request for a job, which has a place in the queue from now on.</summary>
    /// <exception cref="ProblemException">The queue is full, or the store takes nothing new.</exception>
    public Intake JobIntake()
    {
        Health.Require();
        return new Intake(this, Desk.Enter(Options.Limits.Queue.Length));
    }

    /// <summary>Refuses early, before a body is received, whoever has no room left.</summary>
    /// <exception cref="ProblemException">Its files take as much as they may, or the store takes nothing new.</exception>
    public void RequireRoom(string owner)
    {
        Health.Require();
        if (Pictures.Used(owner) is long used && used >= Options.Limits.Queue.BytesPerOwner)
        {
            throw OwnerQuota.Full(used, Options.Limits.Queue.BytesPerOwner);
        }
    }

    /// <summary>The file of a result.</summary>
    public byte[] Read(JobOutput output)
    {
        using Stream stream = Blobs.Open(output.Sha256);
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }

    /// <summary>Gives a stored file an id.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="hold">The file.</param>
    /// <param name="header">What its header says.</param>
    /// <param name="made">What else is known of it, or null: its source, its job, its mask.</param>
    public StoredPicture KeepPicture(string owner, BlobHold hold, ImageHeader header, Func<StoredPicture, StoredPicture>? made = null)
    {
        var picture = new StoredPicture
        {
            Id = RandomId.Next(),
            Owner = owner,
            Sha256 = hold.Sha256,
            Bytes = hold.Bytes,
            Header = header,
            Created = Time.GetUtcNow(),
        };
        picture = made?.Invoke(picture) ?? picture;
        Pictures.Add(picture);
        return picture;
    }

    /// <summary>A stored picture or mask of an owner.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="id">Its id.</param>
    /// <param name="isMask">True for a mask.</param>
    /// <exception cref="ProblemException">There is none.</exception>
    public StoredPicture RequirePicture(string owner, string id, bool isMask) =>
        RandomId.Is(id) && Pictures.FindPicture(id) is StoredPicture picture && picture.Owner == owner && picture.IsMask == isMask
            ? picture
            : throw ProblemException.Unknown(isMask ? "mask" : "image", $"send it again to {(isMask ? "/v1/masks" : "/v1/images")}");
}
