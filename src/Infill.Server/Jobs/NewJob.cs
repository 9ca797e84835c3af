namespace Infill.Server.Jobs;

/// <summary>A job that asks to be accepted.</summary>
/// <param name="Owner">Name of the key that asks.</param>
/// <param name="Spec">What to do; checked.</param>
/// <param name="Terms">How to serve it; checked.</param>
/// <param name="Memory">What it will take.</param>
/// <param name="Fingerprint">Hash of the whole request, to tell a repetition from another request under the same idempotency key.</param>
internal sealed record NewJob(string Owner, JobSpec Spec, JobTerms Terms, JobMemory Memory, string Fingerprint);
