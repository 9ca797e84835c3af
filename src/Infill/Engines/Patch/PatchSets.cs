using Infill.Imaging;

namespace Infill.Engines.Patch;

/// <summary>The sources S and the targets T of a level.</summary>
/// <param name="IsSource">Level grid.</param>
/// <param name="Sources">Packed positions, row by row.</param>
/// <param name="Targets">Packed positions, row by row.</param>
/// <param name="TargetBox">Tight box of the targets, in level-grid coordinates.</param>
internal sealed record PatchSets(bool[] IsSource, int[] Sources, int[] Targets, PixelRect TargetBox)
{
    /// <summary>T = centres whose 7×7 touches the hole; S = centres whose 7×7 is inside, known and nowhere blocked.</summary>
    public static PatchSets Find(FeaturePlanes planes, PixelState[] states, int stride)
    {
        int width = planes.Features.Width, height = planes.Features.Height;
        bool[] touchesHole = Dilate(planes, i => planes.States[i] == PixelState.Hole);
        bool[] unusable = Dilate(planes, i => planes.Blocked[i] || planes.States[i] != PixelState.Known);
        bool[] isSource = new bool[states.Length];
        List<int> sources = [], targets = [];
        PixelRect box = default;
        for (int y = 0; y < height; y++)
        {
            bool rowFits = y >= PatchGrid.Radius && y < height - PatchGrid.Radius;
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                int gridX = x + PatchGrid.Pad, gridY = y + PatchGrid.Pad;
                if (touchesHole[i])
                {
                    targets.Add(PatchGrid.Pack(gridX, gridY));
                    box = box.Union(new PixelRect(gridX, gridY, 1, 1));
                }
                else if (!unusable[i] && rowFits && x >= PatchGrid.Radius && x < width - PatchGrid.Radius)
                {
                    isSource[(gridY * stride) + gridX] = true;
                    sources.Add(PatchGrid.Pack(gridX, gridY));
                }
            }
        }

        return new PatchSets(isSource, [.. sources], [.. targets], box);
    }

    // Square dilation by the patch radius, as two running counts: O(pixels), whatever the radius.
    private static bool[] Dilate(FeaturePlanes planes, Func<int, bool> isSet)
    {
        int width = planes.Features.Width, height = planes.Features.Height;
        bool[] across = new bool[width * height];
        for (int y = 0; y < height; y++)
        {
            int last = -PatchGrid.Side;
            for (int x = 0; x < width + PatchGrid.Radius; x++)
            {
                last = x < width && isSet((y * width) + x) ? x : last;
                int centre = x - PatchGrid.Radius;
                if (centre >= 0)
                {
                    across[(y * width) + centre] = x - last < PatchGrid.Side;
                }
            }
        }

        bool[] both = new bool[width * height];
        int[] lastRow = new int[width];
        Array.Fill(lastRow, -PatchGrid.Side);
        for (int y = 0; y < height + PatchGrid.Radius; y++)
        {
            int centre = y - PatchGrid.Radius;
            for (int x = 0; x < width; x++)
            {
                lastRow[x] = y < height && across[(y * width) + x] ? y : lastRow[x];
                if (centre >= 0)
                {
                    both[(centre * width) + x] = y - lastRow[x] < PatchGrid.Side;
                }
            }
        }

        return both;
    }
}
