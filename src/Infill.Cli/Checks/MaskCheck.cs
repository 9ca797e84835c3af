using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Checks;

/// <summary>Looks at a mask without decoding it: is it there, can it be read, does it fit its picture?</summary>
/// <param name="source">Polarity of files, and the limits of reading.</param>
/// <param name="files">Where files come from.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class MaskCheck(SourceArguments source, PictureFiles files, ProblemList problems)
{
    private readonly LoadOptions _limits = Limits.From(source);

    /// <summary>What is known of a mask.</summary>
    /// <param name="text">A path, "-", "alpha" or an expression.</param>
    /// <param name="picture">Header of the picture, or null if it cannot be read: then the fit is not looked at.</param>
    /// <param name="drawn">The mask, if its text says every pixel of it; else null.</param>
    public MaskLookRecord Look(string text, ImageHeader? picture, out Mask? drawn)
    {
        drawn = null;
        if (text == MaskReader.AlphaWord && !File.Exists(text))
        {
            if (picture is { Format.HasAlpha: false })
            {
                problems.Try(() => throw MaskRefusals.NoAlpha(source, picture.Format));
            }

            return new MaskLookRecord { Text = text, Kind = MaskKind.Alpha };
        }

        if (PictureFiles.Exists(text))
        {
            ImageHeader? header = LookAtFile(text, picture);
            return new MaskLookRecord { Text = text, Kind = MaskKind.File, File = header is null ? null : HeaderRecord.Of(header) };
        }

        drawn = LookAtExpression(text, picture);
        return new MaskLookRecord { Text = text, Kind = MaskKind.Expression, FilledPixels = drawn?.CountFilled() };
    }

    private ImageHeader? LookAtFile(string path, ImageHeader? picture)
    {
        ImageHeader? header = problems.Try(() => files.ReadHeader(path, _limits));
        if (header is null)
        {
            return null;
        }

        if (MaskImage.FindObstacle(header.Format, MaskReader.ToPolarity(source.Polarity)) is string obstacle)
        {
            problems.Try(() => throw new ImageFileException($"{path} is no usable mask: {obstacle}"));
        }

        if (picture is not null && header.Size != picture.Size)
        {
            problems.Try(() => throw MaskRefusals.OtherSize(header.Size, picture.Size));
        }

        return header;
    }

    private Mask? LookAtExpression(string text, ImageHeader? picture)
    {
        try
        {
            MaskExpression expression = MaskExpression.Parse(text);
            foreach (string path in expression.Files)
            {
                LookAtTerm(path, picture);
            }

            return picture is null || expression.NeedsImage ? null : Draw(expression, picture.Size);
        }
        catch (MaskExpressionException reason)
        {
            problems.Try(() => throw MaskRefusals.NotDrawable(text, source, reason));
            return null;
        }
    }

    private void LookAtTerm(string path, ImageHeader? picture)
    {
        if (File.Exists(path))
        {
            LookAtFile(path, picture);
        }
        else
        {
            problems.Try(() => throw MaskRefusals.NoFile(path));
        }
    }

    // Files stand for nothing here, so that every shape is drawn and found outside the picture; the mask is known only without them.
    private static Mask? Draw(MaskExpression expression, PixelSize size)
    {
        Mask mask = expression.Evaluate(size, null, _ => new Mask(size, default));
        return expression.Files.Count == 0 ? mask : null;
    }
}
