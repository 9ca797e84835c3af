namespace Infill.Server.Jobs;

/// <summary>Why a job did not succeed.</summary>
/// <param name="Code">Word for programs, as in the problem types of the HTTP API: "invalid-request".</param>
/// <param name="Message">What, got, allowed, remedy; for people.</param>
internal sealed record JobProblem(string Code, string Message);
