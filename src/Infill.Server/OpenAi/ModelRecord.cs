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
}
