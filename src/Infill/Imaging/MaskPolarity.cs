namespace Infill.Imaging;

/// <summary>Which pixels of a mask picture mean "fill". In memory 1 always means fill; this says what the file means.</summary>
public enum MaskPolarity
{
    /// <summary>White and opaque fills, black or transparent keeps: value = luminance × alpha. The default.</summary>
    WhiteFills,

    /// <summary>Black and opaque fills: value = (1 − luminance) × alpha.</summary>
    BlackFills,

    /// <summary>Transparent fills, as OpenAI's image API has it: value = 1 − alpha; the picture must have alpha.</summary>
    TransparentFills,

    /// <summary>Opaque fills, as an editor's layer has it: value = alpha; the picture must have alpha.</summary>
    OpaqueFills,
}
