using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Running;

/// <summary>What a client is told of an exception, whether it ended a request or a job.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Word for programs, the end of the problem's type.</param>
/// <param name="Title">The same for every problem of the code.</param>
/// <param name="Detail">What, got, allowed, remedy.</param>
internal sealed record Explanation(int Status, string Code, string Title, string Detail)
{
    private const string NotFitting = "The request cannot be run";

    /// <summary>Every reason, where there are several.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Seconds after which another try makes sense, or null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>True if it is a fault of the program, to be looked into.</summary>
    public bool IsBug => Code == "bug";

    /// <summary>Explains an exception. Nothing of the program's inside is told.</summary>
    public static Explanation Of(Exception exception) => exception switch
    {
        ProblemException problem => problem.Explanation,
        InvalidRequestException { IsLimit: true } limit => new(413, "limit", "A limit refuses the request", limit.Message) { Reasons = limit.Reasons },
        InvalidRequestException invalid => new(422, "invalid-request", NotFitting, invalid.Message) { Reasons = invalid.Reasons },
        ImageFileException { IsLimit: true } file => new(413, "limit", "A limit refuses the request", file.Message),
        MaskProposalException nothing => new(422, "mask-proposal", "No mask can be proposed", nothing.Message),
        ImageFileException file => new(422, "picture", "The picture cannot be used", file.Message),
        EngineException { InnerException: ModelException model } => Of(model),
        ModelException { Fault: ModelFault.Limit } model => new(413, "limit", "A limit refuses the request", model.Message),
        ModelException model => new(503, "model", "The model cannot be used", model.Message),
        EngineException engine => new(422, "engine", "The engine failed", engine.Message),
        OutOfMemoryException => new(413, "memory", "Not enough memory", "The server has not enough memory for this picture; send a smaller one."),
        SqliteException or IOException or UnauthorizedAccessException or ServerException => Storage,
        _ => new(500, "bug", "A fault of the server", $"A bug in Infill: {exception.GetType().Name}. The server's log says more."),
    };

    private static Explanation Storage => new(
        503, "storage", "The store cannot be written", "The server cannot read or write its data folder now; nothing was accepted. Try again later, or look at the server's log.")
    { RetryAfter = 10 };
}
