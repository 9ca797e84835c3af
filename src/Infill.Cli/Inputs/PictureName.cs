using Infill.Imaging;

namespace Infill.Cli.Inputs;

/// <summary>What a file's name says before the file is opened.</summary>
internal static class PictureName
{
    private const string OwnPrefix = ".infill-";

    /// <summary>True for the extensions of the six formats, and for .heic: a phone's pictures must fail with a reason, not vanish from a folder.</summary>
    public static bool IsPicture(string name) =>
        ImageFile.FormatFromExtension(name) is not null || Path.GetExtension(name).Equals(".heic", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for names that this program gives to its temporaries and journals; they are never inputs.</summary>
    public static bool IsOwn(string name) => name.StartsWith(OwnPrefix, StringComparison.Ordinal);

    /// <summary>True for names that a folder or a <c>*</c> does not include, as in a shell.</summary>
    public static bool IsHidden(string name) => name.StartsWith('.');
}
