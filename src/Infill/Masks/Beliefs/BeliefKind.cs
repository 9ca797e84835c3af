namespace Infill.Masks.Beliefs;

/// <summary>What a model is about.</summary>
/// <param name="Name">In the plural, as in <c>infill eval NAME</c>: "shadows".</param>
/// <param name="Measures">Names of what is measured, in their order.</param>
internal sealed record BeliefKind(string Name, IReadOnlyList<string> Measures)
{
    /// <summary>Name of the embedded model: "shadows-model.json".</summary>
    public string Resource => $"{Name}-model.json";
}
