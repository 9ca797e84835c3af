using System.Diagnostics;
using System.Globalization;
using Infill.Imaging;

namespace Infill.Server.Decoding;

/// <summary>The process that decodes: takes orders from stdin and answers on stdout until stdin ends. It opens no file and no connection.</summary>
internal static class DecoderHost
{
    /// <summary>First argument of the program that makes it a decoder.</summary>
    public const string Word = "__decode";

    /// <summary>Serves until the server is gone.</summary>
    /// <param name="arguments">The bytes of memory that it may take beside its start.</param>
    /// <param name="input">Orders.</param>
    /// <param name="output">Answers, and nothing else.</param>
    /// <returns>Exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, Stream input, Stream output)
    {
        if (arguments is not [string text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes))
        {
            return 2;
        }

        WarmUp();
        ProcessLimits.Apply(bytes);
        using var answers = new BufferedStream(output, 1 << 16);
        Say(answers, DecodeVerdict.Ready);
        while (DecodeOrder.Read(input) is DecodeOrder order)
        {
            // Should nobody be left to end a decoder that hangs, it ends itself.
            using var end = new Timer(_ => Process.GetCurrentProcess().Kill(), null, order.Patience * 2, Timeout.InfiniteTimeSpan);
            Answer(order, input, answers);
        }

        return 0;
    }

    private static void Answer(DecodeOrder order, Stream input, Stream answers)
    {
        try
        {
            byte[] file = new byte[order.Bytes];
            input.ReadExactly(file);
            if (order.WantsPixels)
            {
                Image image = ImageFile.Load(file, order.Options);
                Rehearsal.Run(image);
                DecoderWire.WriteNumber(answers, (int)DecodeVerdict.Read);
                PictureWire.Write(answers, image);
            }
            else
            {
                ImageHeader header = ImageFile.ReadHeader(file, order.Options);
                DecoderWire.WriteNumber(answers, (int)DecodeVerdict.Read);
                PictureWire.Write(answers, header);
            }

            answers.Flush();
        }
        catch (ImageFileException reason)
        {
            Refuse(answers, reason.IsLimit ? DecodeVerdict.Limited : DecodeVerdict.Refused, reason.Message);
        }
        catch (OutOfMemoryException)
        {
            Refuse(answers, DecodeVerdict.Limited, $"{order.Options.StreamName} needs more memory than its decoder may take; make it smaller.");
        }
    }

    private static void Refuse(Stream answers, DecodeVerdict verdict, string reason)
    {
        DecoderWire.WriteNumber(answers, (int)verdict);
        DecoderWire.WriteText(answers, PlainText.Of(reason));
        answers.Flush();
    }

    private static void Say(Stream answers, DecodeVerdict verdict)
    {
        DecoderWire.WriteNumber(answers, (int)verdict);
        answers.Flush();
    }

    // What the first picture would pay: libvips is loaded, the way of a picture is compiled.
    private static void WarmUp()
    {
        var pixel = new Image(new PixelSize(1, 1), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        using var nowhere = new MemoryStream();
        PictureWire.Write(nowhere, ImageFile.Load(ImageFile.Encode(pixel, FileFormat.Png)));
    }
}
