namespace Infill.Server.Automatic;

/// <summary>An error as that program's clients read it.</summary>
/// <param name="Error">Word for programs.</param>
/// <param name="Detail">What, got, allowed, remedy.</param>
/// <param name="Errors">The same once more, where older clients look.</param>
internal sealed record Refusal(string Error, string Detail, string Errors);
