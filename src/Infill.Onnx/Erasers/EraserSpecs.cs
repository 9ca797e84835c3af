using Infill.Imaging;
using Infill.Onnx.Guards;

namespace Infill.Onnx.Erasers;

/// <summary>The erasers that are known, and how a file is told to be one of them.</summary>
/// <remarks>Contracts: LaMa (Suvorov et al., WACV 2022), exports with inputs <c>image</c> and <c>mask</c>, or one <c>input</c> of four channels;
/// MI-GAN (Sargsyan et al., ICCV 2023), its generator, and the exports of bytes that scale and crop by themselves.</remarks>
internal static class EraserSpecs
{
    private const int Float = 1;
    private const int Byte = 2;

    /// <summary>Downsampling steps and Fourier units of LaMa; its exports ask for 8 or 32, and 32 suits both.</summary>
    private const int LamaMultiple = 32;

    /// <summary>The output's name in the fixed LaMa export whose card says 0…255.</summary>
    private const string CardOutput = "output";

    /// <summary>No network of one fixed size is nearly as large.</summary>
    private const long MostSide = 4096;

    private static readonly string[] PictureNames = ["image", "input", "img"];

    /// <summary>Tells the contract.</summary>
    /// <param name="path">File, for the message.</param>
    /// <param name="contract">What the file says of itself.</param>
    /// <exception cref="ModelException">None that is known: says what was found and what is known.</exception>
    public static EraserSpec Of(string path, GraphContract contract) => Find(contract) ?? throw new ModelException(
        $"{path} is no eraser that is known: it takes {GraphPort.Show(contract.Inputs)} and gives {GraphPort.Show(contract.Outputs)}. Known are LaMa with "
        + "'image' float[1, 3, H, W] and 'mask' float[1, 1, H, W], or 'input' float[1, 4, ?, ?]; MI-GAN with one float[1, 4, S, S], or "
        + "'image' uint8[1, 3, H, W] and 'mask' uint8[1, 1, H, W]; each gives one picture of the input's kind with 3 channels.")
    {
        Fault = ModelFault.Unusable,
    };

    /// <summary>The same for files that may be something else; null if it is no eraser that is known.</summary>
    public static EraserSpec? Find(GraphContract contract) =>
        contract.Outputs is not [GraphPort output, ..] || (contract.Outputs.Count > 1 && output.Name != CardOutput) ? null : contract.Inputs switch
        {
            [GraphPort a] => Joined(a, output),
            [GraphPort a, GraphPort b] when b.Name == "mask" => Separate(a, b, output),
            [GraphPort a, GraphPort b] when a.Name == "mask" => Separate(b, a, output),
            _ => null,
        };

    private static EraserSpec? Separate(GraphPort picture, GraphPort mask, GraphPort output)
    {
        bool isLama = picture.ElementType == Float;
        if ((!isLama && picture.ElementType != Byte) || mask.ElementType != picture.ElementType || !PictureNames.Contains(picture.Name)
            || !Is(picture, 3) || !Is(mask, 1) || !IsPicture(output, picture.ElementType) || !HasOneSizeOrAny(picture) || !picture.Dims.Skip(2).SequenceEqual(mask.Dims.Skip(2)))
        {
            return null;
        }

        return new EraserSpec
        {
            Family = isLama ? "LaMa" : "MI-GAN",
            Encoding = isLama ? EraserEncoding.PictureAndMask : EraserEncoding.Bytes,
            Picture = picture.Name,
            Mask = mask.Name,
            Output = output.Name,
            FixedSize = SizeOf(picture),
            Multiple = isLama ? LamaMultiple : 1,
            Range = !isLama || (SizeOf(picture) is not null && output.Name == CardOutput) ? EraserRange.Byte : null,
        };
    }

    // Shapes tell the two apart: LaMa's exports of this kind leave height and width open, MI-GAN's generator has one square size.
    private static EraserSpec? Joined(GraphPort input, GraphPort output)
    {
        if (input.ElementType != Float || !Is(input, 4) || !IsPicture(output, Float) || !HasOneSizeOrAny(input))
        {
            return null;
        }

        PixelSize? size = SizeOf(input);
        bool isSquare = size?.Width == size?.Height;
        return !isSquare ? null : new EraserSpec
        {
            Family = size is null ? "LaMa" : "MI-GAN",
            Encoding = size is null ? EraserEncoding.PictureThenMask : EraserEncoding.KnownThenPicture,
            Picture = input.Name,
            Output = output.Name,
            FixedSize = size,
            Multiple = size is null ? LamaMultiple : 1,
            Range = size is null ? EraserRange.Unit : EraserRange.Signed,
        };
    }

    // Batches of one, or free ones.
    private static bool Is(GraphPort port, int channels) => port.Dims is [null or 1, long found, _, _] && found == channels;

    // Exporters often leave an output's channels open.
    private static bool IsPicture(GraphPort port, int elementType) => port.ElementType == elementType && port.Dims is [] or [null or 1, null or 3, _, _];

    private static bool HasOneSizeOrAny(GraphPort port) => port.Dims is [_, _, null, null] or [_, _, <= MostSide, <= MostSide];

    private static PixelSize? SizeOf(GraphPort port) => port.Dims is [_, _, long height, long width] ? new PixelSize((int)width, (int)height) : null;
}
