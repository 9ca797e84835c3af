using System.Text;
using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>Makes the pictures of cases: loads, scales, punches holes, places objects.</summary>
public static class CaseMaker
{
    /// <summary>The pictures of one case; the same case gives the same bytes on every machine.</summary>
    /// <exception cref="ImageFileException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidRequestException">The files do not fit together, or nothing is to be filled.</exception>
    public static CasePictures Make(EvalCase one, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.Problem is string problem)
        {
            throw new InvalidRequestException([$"Case '{one.Name}': {problem}"]);
        }

        Image photo = EvalPicture.Load(one.Photo, one.MaxSide, cancellationToken);
        (Image input, Mask mask, Image? truth) = one switch
        {
            { Hole: HoleSpec hole } => Punch(photo, hole),
            { Placed: ObjectSpec item } => ObjectScene.Place(photo, item),
            _ => Load(one, photo, cancellationToken),
        };
        return mask.FindBounds().IsEmpty
            ? throw new InvalidRequestException([$"Case '{one.Name}': the mask keeps every pixel, so there is nothing to fill."])
            : new CasePictures { Input = input, Mask = mask, Truth = truth, Hash = HashOf(input, mask, truth) };
    }

    private static (Image Input, Mask Mask, Image? Truth) Punch(Image photo, HoleSpec hole)
    {
        Mask mask = HoleOutline.Draw(photo.Size, hole);
        return (EvalPicture.Punch(photo, mask), mask, photo);
    }

    private static (Image Input, Mask Mask, Image? Truth) Load(EvalCase one, Image photo, CancellationToken cancellationToken)
    {
        Mask mask = LoadMask(one);
        Image? truth = one.Truth is string path ? EvalPicture.Load(path, one.MaxSide, cancellationToken) : null;
        if (mask.Size != photo.Size || (truth is not null && truth.Size != photo.Size))
        {
            throw new InvalidRequestException(
                [$"Case '{one.Name}': picture is {photo.Size}, mask is {mask.Size}{(truth is null ? "" : $", truth is {truth.Size}")}; all must have the same size."]);
        }

        return (photo, mask, truth);
    }

    private static Mask LoadMask(EvalCase one)
    {
        string path = one.Mask ?? throw new InvalidRequestException([$"Case '{one.Name}' has neither a mask nor a hole nor an object."]);
        Mask mask = ImageFile.LoadMask(path);
        if (one.MaxSide == 0 || AreaResample.FitSide(mask.Size, one.MaxSide) == mask.Size)
        {
            return mask;
        }

        // What a scaled-down pixel covers only in part must be filled whole: the rest of it is mixed with the object.
        Mask reduced = MaskImage.FromImage(AreaResample.ToMaxSide(MaskImage.ToImage16(mask), one.MaxSide));
        foreach (ref float value in reduced.Values.AsSpan())
        {
            value = value > 0 ? 1f : 0f;
        }

        return reduced;
    }

    private static string HashOf(Image input, Mask mask, Image? truth) => Sha256.Hash(
        Encoding.ASCII.GetBytes($"{input.ComputeHash()} {mask.ComputeHash()} {truth?.ComputeHash()}"));
}
