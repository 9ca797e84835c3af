using Infill.Evaluation.Cases;
using Infill.Masks.CastShadows;

namespace Infill.Evaluation.CastShadows;

/// <summary>What the search for shadows made of one scene.</summary>
public sealed record ShadowTrial
{
    /// <summary>Photo's name and the number of the object in it.</summary>
    public required string Name { get; init; }

    /// <summary>True if the scene has a shadow.</summary>
    public required bool HasShadow { get; init; }

    /// <summary>True if one was reported.</summary>
    public required bool IsFound { get; init; }

    /// <summary>How sure the search is of the likeliest shadow, reported or not, 0…1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Common pixels over all pixels of the true and the reported shadow, 0…1; 0 if none was reported.</summary>
    public required double Overlap { get; init; }

    /// <summary>The same for the likeliest shadow, reported or not.</summary>
    public required double LikeliestOverlap { get; init; }

    /// <summary>What relighting made of the shadow that was found, without being told of the true one; null if none was, and where it was refused.</summary>
    public RelitTrial? RelitFound { get; init; }

    /// <summary>What relighting made of the shadow, marked a little too large; null without one, and where it was refused as none.</summary>
    public RelitTrial? Relit { get; init; }

    /// <summary>Looks for the shadow in one scene, and relights it.</summary>
    /// <param name="name">Name of the scene.</param>
    /// <param name="scene">Its pictures.</param>
    public static ShadowTrial Run(string name, GroundScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        FoundShadow? likeliest = ShadowFinder.Look(scene.Input, scene.Subject);
        FoundShadow? found = ShadowFinder.Accept(likeliest);
        double overlap = likeliest is null ? 0 : Iou.Of(likeliest.Mask, scene.Mark);
        bool hasShadow = scene.HasEffect;
        return new ShadowTrial
        {
            Name = name,
            HasShadow = hasShadow,
            Relit = hasShadow ? RelitTrial.Run(scene) : null,
            RelitFound = hasShadow && found is not null ? RelitTrial.Run(scene, found.Mask) : null,
            IsFound = found is not null,
            Confidence = likeliest?.Confidence ?? 0,
            Overlap = found is null ? 0 : overlap,
            LikeliestOverlap = overlap,
        };
    }
}
