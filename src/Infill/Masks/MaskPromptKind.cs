namespace Infill.Masks;

/// <summary>What a network is asked to find.</summary>
public enum MaskPromptKind
{
    /// <summary>The thing under clicks or in a box.</summary>
    Thing,

    /// <summary>What a viewer looks at first.</summary>
    Subject,

    /// <summary>Writing, in any place and direction.</summary>
    Text,
}
