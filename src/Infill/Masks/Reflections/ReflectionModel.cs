using Infill.Masks.Beliefs;

namespace Infill.Masks.Reflections;

/// <summary>The fitted model that tells reflections from chance.</summary>
internal static class ReflectionModel
{
    private static readonly Lazy<BeliefModel> Embedded = new(Read);

    /// <summary>What it is about.</summary>
    public static BeliefKind Kind { get; } = new("reflections", ReflectionMeasures.Names);

    /// <summary>The model that the library brings.</summary>
    public static BeliefModel Default => Embedded.Value;

    private static BeliefModel Read() => BeliefModel.ReadEmbedded(Kind);
}
