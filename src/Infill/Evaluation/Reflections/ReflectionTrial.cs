using Infill.Evaluation.Cases;
using Infill.Masks.Reflections;

namespace Infill.Evaluation.Reflections;

/// <summary>What the search for reflections made of one scene.</summary>
public sealed record ReflectionTrial
{
    /// <summary>Photo's name and the number of the object in it.</summary>
    public required string Name { get; init; }

    /// <summary>True if the scene has a reflection.</summary>
    public required bool HasReflection { get; init; }

    /// <summary>True if one was reported.</summary>
    public required bool IsFound { get; init; }

    /// <summary>How sure the search is of the likeliest reflection, reported or not, 0…1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Common pixels over all pixels of the true and the reported reflection, 0…1; 0 if none was reported.</summary>
    public required double Overlap { get; init; }

    /// <summary>The same for the likeliest reflection, reported or not.</summary>
    public required double LikeliestOverlap { get; init; }

    /// <summary>Looks for the reflection in one scene.</summary>
    /// <param name="name">Name of the scene.</param>
    /// <param name="scene">Its pictures.</param>
    public static ReflectionTrial Run(string name, GroundScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        FoundReflection? likeliest = ReflectionFinder.Look(scene.Input, scene.Subject);
        bool isFound = ReflectionFinder.Accept(likeliest) is not null;
        double overlap = likeliest is null ? 0 : Iou.Of(likeliest.Mask, scene.Mark);
        return new ReflectionTrial
        {
            Name = name,
            HasReflection = scene.HasEffect,
            IsFound = isFound,
            Confidence = likeliest?.Confidence ?? 0,
            Overlap = isFound ? overlap : 0,
            LikeliestOverlap = overlap,
        };
    }
}
