namespace Infill.Onnx.Weights.KeyMaps;

/// <summary>A list of parts of names in two spellings, applied from left to right or back.</summary>
/// <param name="pairs">Spelling of the original code, spelling of diffusers.</param>
internal sealed class Renames(params (string Original, string Diffusers)[] pairs)
{
    /// <summary>The part that begins a name, in diffusers' spelling; the name itself if none does.</summary>
    public string ToDiffusers(string name) => Replace(name, pairs.Select(p => (p.Original, p.Diffusers)));

    /// <summary>The part that begins a name, in the original's spelling; the name itself if none does.</summary>
    public string ToOriginal(string name) => Replace(name, pairs.Select(p => (p.Diffusers, p.Original)));

    // Whole parts only: "conv1" must not be found in "conv10".
    private static string Replace(string name, IEnumerable<(string Old, string New)> pairs)
    {
        foreach ((string old, string renamed) in pairs)
        {
            if (name == old || (name.StartsWith(old, StringComparison.Ordinal) && name[old.Length] == '.'))
            {
                return renamed + name[old.Length..];
            }
        }

        return name;
    }
}
