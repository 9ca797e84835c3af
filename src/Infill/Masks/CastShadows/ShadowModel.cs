using Infill.Masks.Beliefs;

namespace Infill.Masks.CastShadows;

/// <summary>The fitted model that tells shadows from chance.</summary>
internal static class ShadowModel
{
    private static readonly Lazy<BeliefModel> Embedded = new(Read);

    /// <summary>What it is about.</summary>
    public static BeliefKind Kind { get; } = new("shadows", ShadowMeasures.Names);

    /// <summary>The model that the library brings.</summary>
    public static BeliefModel Default => Embedded.Value;

    private static BeliefModel Read() => BeliefModel.ReadEmbedded(Kind);
}
