#:project ../src/Infill/Infill.csproj
#:property PublishAot=false

// Extends a photo at its sides to a ratio, with progress; Ctrl+C ends it at once and leaves no file.
//   dotnet run -c Release samples/outpaint.cs -- samples/coffee.png 16:9 wide.png
using System.Globalization;
using Infill;
using Infill.Engines;
using Infill.Imaging;
using Infill.Workflows;

if (args is not [string photo, string ratio, string output] || ratio.Split(':') is not [string across, string down]
    || !double.TryParse(across, CultureInfo.InvariantCulture, out double width)
    || !double.TryParse(down, CultureInfo.InvariantCulture, out double height))
{
    Console.Error.WriteLine("Usage: outpaint PHOTO WIDTH:HEIGHT OUTPUT");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, signal) =>
{
    signal.Cancel = true;
    stop.Cancel();
};

try
{
    Image image = ImageFile.Load(photo, cancellation: stop.Token);
    OutpaintBorders borders = OutpaintBorders.ForAspect(image.Size, (width, height));
    var options = new InpaintOptions { Fill = new FillOptions { Seed = 7 } };

    var inpainter = new Inpainter(BuiltInEngines.CreateCatalog());
    InpaintResult result = inpainter.Run(Outpaint.ToRequest(image, borders, options: options), new Percent(), stop.Token);
    Console.Error.WriteLine();

    ImageFile.Save(result.Image, output);
    Console.WriteLine($"{output}: {image.Size} became {result.Image.Size}; {result.Proof.ChangedPixels} original pixels changed");
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception e) when (e is ImageFileException or InvalidRequestException or EngineException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

// Not Progress<T>: that one reports later, from other threads, and perhaps after the end.
internal sealed class Percent : IProgress<StageProgress>
{
    public void Report(StageProgress value) => Console.Error.Write($"\r{value.Stage} {value.Fraction:P0}   ");
}
