using System.Numerics;
using CsCheck;
using Infill.Onnx.Weights;

namespace Infill.Tests.Onnx.Weights;

public sealed class TensorSizeTests
{
    /// <summary>Around 2³¹, 2³², 2⁶² and 2⁶³, where products and sums wrap.</summary>
    private static readonly Gen<long> Dimension = Gen.OneOf(
        Gen.Long[0, 5],
        Gen.Long[int.MaxValue - 2L, int.MaxValue + 2L],
        Gen.Long[uint.MaxValue - 2L, uint.MaxValue + 2L],
        Gen.Long[(1L << 62) - 2, (1L << 62) + 2],
        Gen.Long[long.MaxValue - 2, long.MaxValue]);

    [Fact]
    public void SizeOf_AnyShape_IsTheProductOrRefused() =>
        Gen.Select(Gen.Enum<TensorType>(), Dimension.Array[0, 5]).Sample((type, shape) =>
        {
            BigInteger nonZero = shape.Where(d => d > 0).Aggregate(new BigInteger(type.Bytes()), (product, d) => product * d);
            BigInteger product = shape.Contains(0) ? 0 : nonZero;

            Assert.Equal(nonZero > long.MaxValue ? null : (long?)product, SafetensorsEntry.SizeOf(type, shape));
        });

    [Theory]
    [InlineData("F32", TensorType.F32, 4)]
    [InlineData("F16", TensorType.F16, 2)]
    [InlineData("BF16", TensorType.BF16, 2)]
    [InlineData("F64", TensorType.F64, 8)]
    [InlineData("BOOL", TensorType.Bool, 1)]
    [InlineData("U8", TensorType.U8, 1)]
    [InlineData("I8", TensorType.I8, 1)]
    [InlineData("U16", TensorType.U16, 2)]
    [InlineData("I16", TensorType.I16, 2)]
    [InlineData("U32", TensorType.U32, 4)]
    [InlineData("I32", TensorType.I32, 4)]
    [InlineData("U64", TensorType.U64, 8)]
    [InlineData("I64", TensorType.I64, 8)]
    [InlineData("F8_E4M3", TensorType.F8E4M3, 1)]
    [InlineData("F8_E5M2", TensorType.F8E5M2, 1)]
    public void Parse_NameOfTheFormat_GivesKindAndWidth(string name, TensorType type, int bytes)
    {
        Assert.Equal(type, TensorTypes.Parse(System.Text.Encoding.ASCII.GetBytes(name)));
        Assert.Equal(bytes, type.Bytes());
    }

    [Theory]
    [InlineData("")]
    [InlineData("f32")]
    [InlineData("F320")]
    [InlineData("F4")]
    public void Parse_OtherName_IsNull(string name) => Assert.Null(TensorTypes.Parse(System.Text.Encoding.ASCII.GetBytes(name)));
}
