using Infill.Onnx.Store;
using Infill.Onnx.Store.Catalog;

namespace Infill.Tests.Onnx.Store;

public sealed class ModelCatalogTests
{
    [Fact]
    public void Entries_EveryOne_HasAnIdThatCanBePulledAndALicence()
    {
        Assert.Equal(ModelCatalog.Entries.Count, ModelCatalog.Entries.SelectMany(e => new[] { e.Name, e.Id }).Distinct().Count() / 2);
        Assert.All(ModelCatalog.Entries, entry =>
        {
            Assert.True(ModelId.TryParse(entry.Id, out ModelId id), entry.Id);
            Assert.False(ModelId.TryParse(entry.Name, out _), "A short name must not look like an id.");
            Assert.NotEmpty(entry.Licence);
            Assert.NotEmpty(entry.Use);
            Assert.Equal(id.IsNpm, entry.Files.Count > 0);
            Assert.All(entry.Files, file => Assert.True(BlobHash.IsName(file.Sha256) && file.Sha256.Length == 64 && RelativeName.FindProblem(file.Path) is null));
            Assert.Same(entry, ModelCatalog.Find(entry.Name));
            Assert.Same(entry, ModelCatalog.Find(entry.Id));
        });
    }
}
