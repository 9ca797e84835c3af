using Infill.Engines;
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

    /// <summary>What is counted and measured.</summary>
    public required ServerMeter Meter { get; init; }

    /// <summary>What was counted and measured since the start.</summary>
    public required MetricBoard Board { get; init; }

    /// <summary>Told what happens.</summary>
    public required ServerLog Events { get; init; }

    /// <summary>Clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The files of a new request.</summary>
    public Intake Intake() => new(Blobs, Collector, Options.Limits);

    /// <summary>The file of a result.</summary>
    public byte[] Read(JobOutput output)
    {
        using Stream stream = Blobs.Open(output.Sha256);
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
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
