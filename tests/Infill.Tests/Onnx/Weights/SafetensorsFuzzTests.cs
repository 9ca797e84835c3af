using Infill.Onnx;
using Infill.Onnx.Weights;

namespace Infill.Tests.Onnx.Weights;

public sealed class SafetensorsFuzzTests
{
    private const int Mutants = 120_000;

    /// <summary>An exception with its message and trace, whatever the header's size.</summary>
    private const long Constant = 64 << 10;

    [Fact]
    public void Parse_MutatedHeaders_AreSoundOrRefusedInFewBytes()
    {
        int refused = 0;
        int taken = 0;
        for (int seed = 0; seed < Mutants; seed++)
        {
            var mutants = new HeaderMutants((ulong)seed);
            byte[] header = mutants.Next();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                SafetensorsHeader parsed = SafetensorsHeader.Parse(header, mutants.DataLength);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (4L * header.Length) + Constant);
                RequireSound(parsed, mutants.DataLength);
                taken++;
            }
            catch (ModelException)
            {
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (4L * header.Length) + Constant);
                refused++;
            }
        }

        // Mutants that all fail at the first byte, or none at all, would test nothing.
        Assert.InRange(refused, Mutants / 2, Mutants);
        Assert.InRange(taken, Mutants / 1000, Mutants);
    }

    private static void RequireSound(SafetensorsHeader header, long dataLength)
    {
        long sum = 0;
        foreach (TensorEntry tensor in header.Tensors)
        {
            Assert.InRange(tensor.Begin, 0, tensor.End);
            Assert.InRange(tensor.End, 0, dataLength);
            Assert.Equal(tensor.End - tensor.Begin, SafetensorsEntry.SizeOf(tensor.Type, tensor.Shape));
            Assert.Same(tensor.Name, header.Tensors[header.IndexOf[tensor.Name]].Name);
            sum += tensor.End - tensor.Begin;
        }

        Assert.Equal(dataLength, sum);
    }
}
