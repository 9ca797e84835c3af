using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class EdgeRefineDefinitionTests
{
    [Theory]
    [InlineData(2, 0.004, 1)]
    [InlineData(3, 0.004, 2)]
    [InlineData(4, 0.0001, 3)]
    [InlineData(5, 0.02, 4)]
    [InlineData(7, 0.004, 5)]
    public void Refine_DiscOnAMottledPicture_IsItsDefinition(int radius, double epsilon, int seed)
    {
        Image guide = TestPictures.Noise(new PixelSize(31, 26), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8), seed: (uint)seed);
        Mask truth = TestMasks.Disc(31, 26, 8), coarse = TestMasks.FromFunction(guide.Size, (x, y) => truth[Math.Max(0, x - 1), y]);
        for (int i = 0; i < guide.Samples8.Length; i++)
        {
            int x = i / 3 % guide.Width, y = i / 3 / guide.Width;
            guide.Samples8[i] = (byte)((guide.Samples8[i] / 6) + (truth[x, y] > 0 ? 150 + (20 * (i % 3)) : 40));
        }

        Mask refined = EdgeRefine.Refine(coarse, guide, new EdgeRefineOptions { RadiusPx = radius, Epsilon = epsilon });

        var definition = new EdgeRefineDefinition(coarse, guide, radius, epsilon);
        for (int y = 0; y < guide.Height; y++)
        {
            for (int x = 0; x < guide.Width; x++)
            {
                Assert.Equal(definition.At(x, y), refined[x, y], 5e-3);
            }
        }
    }
}
