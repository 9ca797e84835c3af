namespace Infill.Onnx.Erasers;

/// <summary>How picture and hole go into a network. In all of them the hole's own content is blanked out first.</summary>
internal enum EraserEncoding
{
    /// <summary>Two inputs of floats: the picture 0…1, and the mask with 1 = erase (LaMa).</summary>
    PictureAndMask,

    /// <summary>One input of floats: red, green, blue 0…1, then the mask with 1 = erase (LaMa).</summary>
    PictureThenMask,

    /// <summary>One input of floats: ½ − mask, then red, green, blue −1…1 (MI-GAN's generator).</summary>
    KnownThenPicture,

    /// <summary>Two inputs of bytes: the picture 0…255, and 255 = keep, 0 = erase (MI-GAN with its pre- and postprocessing).</summary>
    Bytes,
}
