#:project ../src/Infill/Infill.csproj
#:property PublishAot=false

// Removes what a mask marks from a photo. Outside of this repository: #:package Infill@0.1.0
//   dotnet run -c Release samples/remove-object.cs -- samples/rocket.jpg samples/rocket-tower.png out.png
using Infill;
using Infill.Engines;
using Infill.Imaging;
using Infill.Workflows;

if (args is not [string photo, string maskFile, string output])
{
    Console.Error.WriteLine("Usage: remove-object PHOTO MASK OUTPUT   (the mask is white where something goes)");
    return 2;
}

try
{
    Image image = ImageFile.Load(photo);
    Mask mask = ImageFile.LoadMask(maskFile);

    var inpainter = new Inpainter(BuiltInEngines.CreateCatalog());
    InpaintResult result = inpainter.Run(RemoveObject.ToRequest(image, mask));

    ImageFile.Save(result.Image, output);
    Console.WriteLine($"{output}: {result.Proof.ChangedPixels} of {result.Proof.KeptPixels} kept pixels changed");
    return 0;
}
catch (Exception e) when (e is ImageFileException or InvalidRequestException or EngineException)
{
    // A file, the request or the engine: each message says what was wrong and what to do.
    Console.Error.WriteLine(e.Message);
    return 1;
}
