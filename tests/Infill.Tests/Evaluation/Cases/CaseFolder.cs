using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Cases;

/// <summary>A folder with small pictures for cases.</summary>
internal sealed class CaseFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Root => _folder.Path;

    public string this[string name] => _folder.File(name);

    /// <summary>Waves with grain: bright enough for a shadow, detailed enough for patches.</summary>
    public string SavePhoto(string name, int width, int height)
    {
        var photo = new Image(new PixelSize(width, height), Pictures.Rgb8);
        for (int i = 0; i < photo.Samples8.Length; i++)
        {
            (int x, int y) = (i / 3 % width, i / 3 / width);
            photo.Samples8[i] = (byte)(140 + (40 * Math.Sin(x / 5.0) * Math.Cos(y / 7.0)) + (TestPictures.Hash(3, (uint)i) % 25));
        }

        return Save(name, photo);
    }

    /// <summary>A disc of many colours (or one) on transparent ground.</summary>
    public string SaveCutOut(string name, int side, bool isDrawing = false)
    {
        var cut = new Image(new PixelSize(side, side), Pictures.Rgba8);
        for (int i = 0; i < side * side; i++)
        {
            (double dx, double dy) = ((i % side) - (side / 2.0), (i / side) - (side / 2.0));
            for (int c = 0; c < 3; c++)
            {
                cut.Samples8[(4 * i) + c] = isDrawing ? (byte)200 : (byte)(TestPictures.Hash(9, (uint)((3 * i) + c)) >> 25);
            }

            cut.Samples8[(4 * i) + 3] = Math.Sqrt((dx * dx) + (dy * dy)) < (side / 2.0) - 4 ? (byte)255 : (byte)0;
        }

        return Save(name, cut);
    }

    public string SaveMask(string name, PixelSize size, PixelRect filled)
    {
        var mask = new Mask(size, filled);
        mask.Values.AsSpan().Fill(1f);
        return Save(name, MaskImage.ToImage16(mask));
    }

    public string Save(string name, Image image)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        ImageFile.Save(image, this[name], new SaveOptions { Overwrite = true });
        return this[name];
    }

    public void Dispose() => _folder.Dispose();
}
