using Infill.Imaging;

namespace Infill.Workflows.Products;

/// <summary>The soft shadow under a product that stands on its lowest edge: a narrow dark one where it touches the ground, a wide faint one around.</summary>
/// <remarks>Each layer is the outline, pressed flat onto the ground line by its fall and blurred, and the fainter the higher the outline's lower
/// edge hangs above that line; the wide one leans away from the light.
/// It takes light away in linear light and leaves the ground its texture; of a warm light it takes more red, as what is left comes from elsewhere.</remarks>
internal static class ContactShadow
{
    private const double MostBlurPx = 60;

    // Pixels to the side per pixel of height, for light from one side alone.
    private const double MostLean = 1.2;

    // Fall, blur, and the height at which a third is left, as shares of the product's height.
    private static readonly (double Fall, double Sigma, double Near, float Depth, double Lean)[] Layers = [(0.05, 0.010, 0.06, 0.45f, 0), (0.14, 0.035, 0.2, 0.25f, 1)];

    /// <summary>Lays the shadow of an outline on the ground.</summary>
    /// <param name="ground">sRGB; darkened in place.</param>
    /// <param name="alpha">The product, of the ground's size.</param>
    /// <param name="light">Where the light comes from.</param>
    public static void Lay(FloatImage ground, Mask alpha, BackdropLight light)
    {
        PixelRect box = alpha.FindBounds();
        int[] lowest = FindLowest(alpha, box);
        foreach ((double fall, double sigma, double near, float depth, double leans) in Layers)
        {
            double blur = Math.Clamp(sigma * box.Height, 1, MostBlurPx);
            double lean = leans * -light.Side * MostLean;
            int reach = (int)Math.Ceiling((3.5 * blur) + (fall * box.Height)) + 2, aside = (int)Math.Ceiling(Math.Abs(lean) * box.Height);
            PixelRect window = PixelRect.FromEdges(box.X - reach - aside, box.Bottom - reach, box.Right + reach + aside, box.Bottom + reach).Intersect(alpha.Size.Bounds);
            if (window.IsEmpty)
            {
                continue;
            }

            float[] shade = new float[window.Area];
            for (int i = 0; i < shade.Length; i++)
            {
                double height = (box.Bottom - 1 - (window.Y + (i / window.Width))) / fall;
                int from = window.X + (i % window.Width) - (int)Math.Round(lean * height);
                bool isInside = height >= 0 && height < box.Height && from >= box.X && from < box.Right;
                shade[i] = isInside ? alpha[from, box.Bottom - 1 - (int)height] * (float)Math.Exp((lowest[from - box.X] - (box.Bottom - 1)) / (near * box.Height)) : 0f;
            }

            float[] soft = Gaussian.Blur(shade, window.Size, blur);
            ShadowPaint.Multiply(ground, window, (c, i) => 1 - (depth * soft[i] * (float)Of(light.Color, c)));
        }
    }

    // The lowest row of the product in each of its columns.
    private static int[] FindLowest(Mask alpha, PixelRect box)
    {
        int[] lowest = new int[box.Width];
        for (int x = 0; x < box.Width; x++)
        {
            lowest[x] = box.Bottom - 1;
            while (lowest[x] > box.Y && alpha[box.X + x, lowest[x]] == 0)
            {
                lowest[x]--;
            }
        }

        return lowest;
    }

    private static double Of((double Red, double Green, double Blue) color, int channel) => channel == 0 ? color.Red : channel == 1 ? color.Green : color.Blue;
}
