using Infill.Engines;
using Infill.Server.Api;

namespace Infill.Server.OpenAi;

/// <summary>An engine as a model.</summary>
/// <param name="Id">Name of the engine.</param>
internal sealed record ModelRecord(string Id)
{
    /// <summary>Always "model".</summary>
    public string Object { get; init; } = "model";

    /// <summary>Always 0: engines have no day of birth.</summary>
    public long Created { get; init; }

    /// <summary>Always "infill".</summary>
    public string OwnedBy { get; init; } = "infill";

    /// <summary>What the dialect has no member for: the engine as GET /v1/engines has it.</summary>
    public EngineRecord? Infill { get; init; }

    /// <summary>The record of an engine.</summary>
    public static ModelRecord Of(EngineInfo engine) => new(engine.Name) { Infill = EngineRecord.Of(engine) };
}
