namespace Infill.Masks.CastShadows;

/// <summary>A point of a supposed shadow's outline: the step there, and how much the ground nearby varies anyway.</summary>
/// <param name="Step">From outside to inside.</param>
/// <param name="Weight">Share of an independent point that it counts for, 0…1: neighbours that lie closer than the blur see the same ground.</param>
/// <param name="Texture">What steps of the ground nearby scatter by.</param>
internal readonly record struct EdgePoint(ShadowStep Step, double Weight, StepTexture Texture);
