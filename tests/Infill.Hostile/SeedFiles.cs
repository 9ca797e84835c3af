using System.Reflection;
using Infill.Imaging;

namespace Infill.Hostile;

/// <summary>The small valid files that mutants are made from: every variant of a format that decoders treat differently.</summary>
public static class SeedFiles
{
    /// <summary>Names of all seed files, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(SeedFiles).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)];

    /// <summary>The bytes of one seed file.</summary>
    public static byte[] Read(string name)
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ArgumentException($"No seed file {name}; there are {string.Join(", ", Names)}.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>All seed files of a format.</summary>
    public static IReadOnlyList<byte[]> Of(FileFormat format) =>
        [.. Names.Where(name => ImageFile.FormatFromExtension(name) == format).Select(Read)];
}
