namespace Infill.Onnx.Store;

/// <summary>Whether a content of the cache is what its name says.</summary>
public enum BlobState
{
    /// <summary>Its hash is its name.</summary>
    Whole,

    /// <summary>Its hash is another one; it was put aside.</summary>
    Damaged,

    /// <summary>A revision leads to it, but it is not there.</summary>
    Missing,

    /// <summary>Nothing is known of it: its name is no hash, or it is a copy without a content of that hash beside it.</summary>
    Unknown,
}
