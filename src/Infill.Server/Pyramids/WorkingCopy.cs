using System.Runtime.InteropServices;
using Infill.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Infill.Server.Pyramids;

/// <summary>A picture on the disk, decoded and cut into tiles of all levels, so that a tile costs only its own bytes.</summary>
internal sealed class WorkingCopy
{
    private readonly string _path;
    private readonly ImageMetadata _metadata;

    private WorkingCopy(string path, PyramidShape shape, ImageMetadata metadata) => (_path, Shape, _metadata) = (path, shape, metadata);

    /// <summary>How it lies in tiles.</summary>
    public PyramidShape Shape { get; }

    /// <summary>Writes the copy of a picture.</summary>
    /// <param name="image">The picture; its samples are kept as they are, and of its metadata the colour profile.</param>
    /// <param name="path">A file that is not there; nothing is left of it if the writing fails.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static WorkingCopy Write(Image image, string path)
    {
        var shape = new PyramidShape(image.Size, image.Format);
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, preallocationSize: shape.Bytes);
            Image level = image;
            for (int i = 0; i < shape.Levels; i++)
            {
                level = i == 0 ? image : AreaResample.Reduce(level, shape.SizeOf(i));
                WriteLevel(file, level, i, shape);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        return new WorkingCopy(path, shape, new ImageMetadata { IccProfile = image.Metadata.IccProfile });
    }

    /// <summary>Reads a tile, in the picture's own samples and profile.</summary>
    /// <param name="level">An existing level.</param>
    /// <param name="tile">A rectangle that <see cref="PyramidShape.Find"/> gave for it.</param>
    /// <exception cref="IOException">The copy is gone.</exception>
    public Image Read(int level, PixelRect tile)
    {
        using SafeFileHandle file = File.OpenHandle(_path, share: FileShare.ReadWrite | FileShare.Delete);
        byte[] samples = new byte[tile.Area * Shape.Format.BytesPerPixel];
        int read = RandomAccess.Read(file, samples, Shape.OffsetOf(level, tile));
        return read == samples.Length ? ToImage(tile.Size, samples) : throw new IOException("A working copy of a picture is shorter than it was.");
    }

    /// <summary>Reads a whole level.</summary>
    /// <param name="level">An existing level.</param>
    public Image ReadLevel(int level)
    {
        PixelSize size = Shape.SizeOf(level);
        byte[] samples = new byte[size.Area * Shape.Format.BytesPerPixel];
        (int columns, int rows) = Shape.TilesOf(level);
        int pixel = Shape.Format.BytesPerPixel;
        foreach (PixelRect tile in from y in Enumerable.Range(0, rows) from x in Enumerable.Range(0, columns) select Shape.Find(level, x, y)!.Value)
        {
            Image part = Read(level, tile);
            for (int row = 0; row < tile.Height; row++)
            {
                part.RowBytes(row).CopyTo(samples.AsSpan((((tile.Y + row) * size.Width) + tile.X) * pixel));
            }
        }

        return ToImage(size, samples);
    }

    /// <summary>Removes the file.</summary>
    public void Remove() => File.Delete(_path);

    private static void WriteLevel(SafeFileHandle file, Image level, int index, PyramidShape shape)
    {
        (int columns, int rows) = shape.TilesOf(index);
        int pixel = shape.Format.BytesPerPixel;
        byte[] samples = new byte[PyramidShape.TilePx * PyramidShape.TilePx * pixel];
        foreach (PixelRect tile in from y in Enumerable.Range(0, rows) from x in Enumerable.Range(0, columns) select shape.Find(index, x, y)!.Value)
        {
            for (int row = 0; row < tile.Height; row++)
            {
                level.RowBytes(tile.Y + row).Slice(tile.X * pixel, tile.Width * pixel).CopyTo(samples.AsSpan(row * tile.Width * pixel));
            }

            RandomAccess.Write(file, samples.AsSpan(0, (int)tile.Area * pixel), shape.OffsetOf(index, tile));
        }
    }

    private Image ToImage(PixelSize size, byte[] samples) => Shape.Format.BitDepth == 8
        ? new Image(size, Shape.Format, samples, _metadata)
        : new Image(size, Shape.Format, MemoryMarshal.Cast<byte, ushort>(samples).ToArray(), _metadata);
}
