namespace Infill.Onnx.Store.Catalog;

/// <summary>A model that is known to be of use.</summary>
/// <param name="Name">Short name that stands for its id.</param>
/// <param name="Id">Its id.</param>
/// <param name="Licence">What its licence is called; its text is the model's own.</param>
/// <param name="Use">What it is for, in a few words.</param>
/// <param name="Files">Files whose hashes are known; empty where the hub's own list is relied on.</param>
public sealed record CatalogEntry(string Name, string Id, string Licence, string Use, IReadOnlyList<CatalogFile> Files);
