using Infill.Diffusion;
using Infill.Imaging;
using Infill.Onnx.StableDiffusion;

namespace Infill.Tests.Onnx.StableDiffusion;

/// <summary>A codec without a network: a latent is the mean of its 4×4 block plus noise, a picture repeats it.</summary>
internal sealed class BlockCodec : ILatentCodec
{
    public int Factor => 4;

    public int Channels => 3;

    public int Calls { get; private set; }

    public FloatImage Encode(FloatImage picture, INoise? noise, CancellationToken cancellationToken)
    {
        Calls++;
        var latent = new FloatImage(3, new PixelSize(picture.Width / 4, picture.Height / 4));
        FloatImage? draw = noise?.Draw(3, latent.Size, 0);
        for (int c = 0; c < 3; c++)
        {
            for (int i = 0; i < latent.Plane(c).Length; i++)
            {
                (int y, int x) = Math.DivRem(i, latent.Width);
                float sum = 0f;
                for (int k = 0; k < 16; k++)
                {
                    sum += picture[c, (x * 4) + (k % 4), (y * 4) + (k / 4)];
                }

                latent.Plane(c)[i] = (sum / 16f) + (draw?.Plane(c)[i] ?? 0f);
            }
        }

        return latent;
    }

    public FloatImage Decode(FloatImage latent, CancellationToken cancellationToken)
    {
        Calls++;
        var picture = new FloatImage(3, new PixelSize(latent.Width * 4, latent.Height * 4));
        for (int c = 0; c < 3; c++)
        {
            for (int i = 0; i < picture.Plane(c).Length; i++)
            {
                picture.Plane(c)[i] = latent[c, i % picture.Width / 4, i / picture.Width / 4];
            }
        }

        return picture;
    }

    public void Dispose()
    {
    }
}
