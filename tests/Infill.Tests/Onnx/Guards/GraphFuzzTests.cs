using Infill.Diffusion;
using Infill.Onnx.Guards;

namespace Infill.Tests.Onnx.Guards;

public sealed class GraphFuzzTests
{
    private const int Mutants = 30_000;

    /// <summary>Names are kept as texts, shapes as lists: some times the file's size, and an exception whatever its size.</summary>
    private const long Constant = 64 << 10;

    private static readonly byte[][] Sound = [TestGraphs.Inner(), TestGraphs.Outer("w.bin"), TestGraphs.Rich()];

    private static readonly byte[][] Snippets =
        [[0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x0A, 0x00], [0x32, 0x02], [0x3A, 0x04],
         .. new[] { "location", "offset", "length", "../x", "*/_ORT_MEM_ADDR_/*", "18446744073709551615", "evil" }.Select(text => System.Text.Encoding.UTF8.GetBytes(text))];

    [Fact]
    public void Parse_Mutants_AreSoundOrRefusedInFewBytes()
    {
        (int refused, int taken) = (0, 0);
        for (uint seed = 0; seed < Mutants; seed++)
        {
            byte[] file = Mutant(seed);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                GraphContract contract = GraphParser.Parse(file, new GraphLimits());
                Assert.All(contract.External, tensor => Assert.Null(ExternalLocation.FindProblem(tensor.Location)));
                taken++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64L * file.Length) + Constant);
        }

        // Mutants that all fail at the first byte, or none at all, would test nothing.
        Assert.InRange(refused, Mutants / 10, Mutants);
        Assert.InRange(taken, Mutants / 100, Mutants);
    }

    private static byte[] Mutant(uint seed)
    {
        uint draw = 0;
        int Below(int limit) => (int)(CounterRandom.Bits(seed, draw++) % (uint)limit);
        byte[] file = [.. Sound[Below(Sound.Length)]];
        for (int changes = 1 + Below(4); changes > 0 && file.Length > 0; changes--)
        {
            int at = Below(file.Length);
            int length = 1 + Below(Math.Min(30, file.Length - at));
            byte[] snippet = Snippets[Below(Snippets.Length)];
            switch (Below(6))
            {
                case 0:
                    file[at] ^= (byte)(1 << Below(8));
                    break;
                case 1:
                    file = [.. file[..at], .. file[(at + length)..]];
                    break;
                case 2:
                    file = [.. file[..(at + length)], .. file[at..]];
                    break;
                case 3:
                    file = file[..at];
                    break;
                case 4:
                    file = [.. file[..at], .. snippet, .. file[at..]];
                    break;
                default:
                    snippet.AsSpan(0, Math.Min(snippet.Length, file.Length - at)).CopyTo(file.AsSpan(at));
                    break;
            }
        }

        return file;
    }
}
