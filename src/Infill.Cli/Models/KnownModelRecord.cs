namespace Infill.Cli.Models;

/// <summary>One model that is known to be of use.</summary>
/// <param name="Name">Short name, which stands for the id.</param>
/// <param name="Id">What to pull.</param>
/// <param name="Licence">What its licence is called.</param>
/// <param name="Use">What it is for.</param>
/// <param name="IsStored">True if it is in the store.</param>
internal sealed record KnownModelRecord(string Name, string Id, string Licence, string Use, bool IsStored);
