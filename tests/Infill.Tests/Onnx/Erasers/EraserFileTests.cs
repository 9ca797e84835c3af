using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Erasers;
using Infill.Onnx.Graphs;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Erasers;

public sealed class EraserFileTests
{
    [Fact]
    public void Foresee_AnySizeAndOneSize_CostWhatTheNetworkSees()
    {
        using var folder = new TemporaryFolder();
        using var free = new EraserFile(folder.Write("free.onnx", TestErasers.LamaJoined()));
        using var one = new EraserFile(folder.Write("one.onnx", TestErasers.Lama()));

        EngineCost small = free.Foresee(new PixelSize(64, 64)), large = free.Foresee(new PixelSize(640, 640));

        Assert.True(large.Seconds > small.Seconds * 50 && large.FillBytes > small.FillBytes * 50);
        Assert.Equal(small.SharedBytes, large.SharedBytes);
        Assert.Equal(one.Foresee(new PixelSize(64, 64)), one.Foresee(new PixelSize(640, 640)));
    }

    [Fact]
    public void Foresee_WeightsBesideTheGraph_AreCounted()
    {
        using var folder = new TemporaryFolder();
        byte[] graph = TestErasers.Wrong((builder, image) =>
        {
            builder.External("w", ElementType.Float, [1 << 18], new FilePart("w.bin", 0, 1 << 20));
            return image;
        });
        folder.Write("w.bin", new byte[1 << 20]);
        using var file = new EraserFile(folder.Write("e.onnx", graph));

        Assert.InRange(file.Foresee(new PixelSize(64, 64)).SharedBytes, 3L << 20, (3L << 20) + (3 * graph.Length));
    }

    [Fact]
    public void AddTo_Catalog_LooksAtTheFileOnlyWhenAsked()
    {
        using var file = new EraserFile("nowhere.onnx");
        var catalog = new EngineCatalog();

        file.AddTo(catalog);

        Assert.Same(EraserEngine.Description, catalog.Find("eraser"));
        Assert.Equal(ModelFault.Missing, Assert.Throws<ModelException>(() => catalog.Foresee("eraser", new PixelSize(9, 9), new FillOptions())).Fault);
    }
}
