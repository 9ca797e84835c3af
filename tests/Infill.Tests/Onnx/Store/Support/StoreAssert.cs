namespace Infill.Tests.Onnx.Store.Support;

/// <summary>Laws of a cache.</summary>
internal static class StoreAssert
{
    /// <summary>Whatever lies under a hash has it: nothing half and nothing wrong has its final name.</summary>
    public static void NothingWrongHasItsName(string cache)
    {
        foreach (string blob in Directory.Exists(cache) ? Directory.EnumerateFiles(cache, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "blobs") : [])
        {
            if (Path.GetExtension(blob) is "")
            {
                byte[] content = File.ReadAllBytes(blob);
                string name = Path.GetFileName(blob);
                Assert.Equal(name, name.Length == 64 ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)) : TestHub.HashOf(content));
            }
        }
    }

    /// <summary>The revision has exactly these files with these contents.</summary>
    public static void Holds(Infill.Onnx.Store.StoredModel model, IReadOnlyDictionary<string, byte[]> contents, params string[] names)
    {
        Assert.Equal(names.Order(StringComparer.Ordinal), model.Files.Select(file => file.Name));
        Assert.True(model.IsWhole);
        Assert.All(names, name => Assert.Equal(contents[name], File.ReadAllBytes(Path.Combine(model.Path, name))));
    }
}
