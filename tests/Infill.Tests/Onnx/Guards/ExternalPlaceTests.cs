using CsCheck;
using Infill.Onnx.Guards;

namespace Infill.Tests.Onnx.Guards;

public sealed class ExternalPlaceTests
{
    // Around the widths of integers, where sums wrap.
    private static readonly Gen<ulong> Edge =
        Gen.Select(Gen.OneOf(0UL, 1UL << 31, 1UL << 32, 1UL << 63, ulong.MaxValue), Gen.Int[-70, 70], (at, by) => unchecked(at + (ulong)by));

    [Fact]
    public void Fits_AnyNumbers_IsWhatWideArithmeticSays() => Gen.Select(Edge, Edge, Edge).Sample((offset, length, size) =>
        Assert.Equal((UInt128)offset + length <= size, new ExternalTensor("w", "x", offset, length).Fits(size)), iter: 100_000);

    [Theory]
    [InlineData("model.onnx_data")]
    [InlineData("weights/part 1.bin")]
    [InlineData("Gewichte Ü 空.bin")]
    [InlineData("..data")]
    [InlineData("a..b/c")]
    public void Location_BelowTheFolder_IsTaken(string location) => Assert.Null(ExternalLocation.FindProblem(location));

    [Theory]
    [InlineData("", "names no file")]
    [InlineData("  ", "names no file")]
    [InlineData("/etc/passwd", "no relative path")]
    [InlineData("\\\\server\\share", "no relative path")]
    [InlineData("C:\\weights.bin", "no relative path")]
    [InlineData("file:weights.bin", "no relative path")]
    [InlineData("..", "out of its folder")]
    [InlineData("../weights.bin", "out of its folder")]
    [InlineData("a/../../weights.bin", "out of its folder")]
    [InlineData("a\\..\\..\\weights.bin", "out of its folder")]
    [InlineData("a/ .. /weights.bin", "out of its folder")]
    [InlineData("weights\0.bin", "control characters")]
    [InlineData("*/_ORT_MEM_ADDR_/*", "memory of this process")]
    [InlineData("*/_ort_mem_addr_/*", "memory of this process")]
    [InlineData("x/_ORT MEM-ADDR_/y", "memory of this process")]
    [InlineData("*/_Ort_Mem_Addr_v2_/*", "memory of this process")]
    public void Location_ThatLeadsAway_IsRefused(string location, string reason) =>
        Assert.Contains(reason, ExternalLocation.FindProblem(location), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 3, 12L)]
    [InlineData(16, 3, 6L)]
    [InlineData(22, 3, 2L)]
    [InlineData(25, 5, 2L)]
    [InlineData(9, 0, 0L)]
    public void SizeOf_Kinds_RoundsUpToBytes(int kind, long elements, long bytes) => Assert.Equal(bytes, TensorKind.SizeOf(kind, elements));

    [Fact]
    public void SizeOf_MoreThanAnyFile_Overflows()
    {
        Assert.Null(TensorKind.SizeOf(8, long.MaxValue));
        Assert.Throws<OverflowException>(() => TensorKind.SizeOf(1, long.MaxValue));
    }
}
