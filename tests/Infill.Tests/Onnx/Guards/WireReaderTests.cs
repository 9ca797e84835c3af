using Infill.Onnx.Guards;

namespace Infill.Tests.Onnx.Guards;

public sealed class WireReaderTests
{
    [Fact]
    public void Next_EveryKind_IsReadOrSkipped()
    {
        byte[] message = [0x08, 0x96, 0x01, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x1A, 2, 7, 9, 0x25, 1, 2, 3, 4];
        var reader = new WireReader(message);

        Assert.True(reader.Next());
        Assert.Equal((1, 150UL), (reader.Field, reader.Varint()));
        Assert.True(reader.Next());
        Assert.Equal((2, WireKind.Fixed64), (reader.Field, reader.Kind));
        reader.Skip();
        Assert.True(reader.Next());
        Assert.Equal([7, 9], reader.Bytes().ToArray());
        Assert.True(reader.Next());
        Assert.Equal((4, WireKind.Fixed32), (reader.Field, reader.Kind));
        reader.Skip();
        Assert.False(reader.Next());
    }

    [Theory]
    [InlineData("00", "field 0")]
    [InlineData("0B", "a group")]
    [InlineData("0C", "a group's end")]
    [InlineData("0F", "kind 7")]
    [InlineData("08", "no number")]
    [InlineData("0880", "half a number")]
    [InlineData("0880808080808080808080", "a number of eleven bytes")]
    [InlineData("0A05AABB", "fewer bytes than claimed")]
    [InlineData("0AFFFFFFFFFFFFFFFFFF01", "2^64 − 1 bytes")]
    [InlineData("0AFFFFFFFF07", "2^31 − 1 bytes")]
    [InlineData("09AABB", "less than eight bytes")]
    [InlineData("0DAA", "less than four bytes")]
    [InlineData("FFFFFFFFFFFFFFFFFF01", "a field beyond all")]
    public void Next_BrokenMessage_IsRefused(string hex, string what)
    {
        byte[] message = Convert.FromHexString(hex);

        Assert.Throws<InvalidDataException>(() => ReadAll(message));
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("0801080208AC02")]
    [InlineData("0A040102AC02")]
    public void Numbers_PackedOrNot_AreTheSame(string hex)
    {
        var numbers = new List<long>();
        var reader = new WireReader(Convert.FromHexString(hex));
        while (reader.Next())
        {
            reader.Numbers(numbers, 3);
        }

        Assert.Equal([1L, 2L, 300L], numbers);
    }

    [Fact]
    public void Numbers_MoreThanAllowed_AreRefused()
    {
        Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new WireReader([0x0A, 4, 1, 2, 3, 4]);
            reader.Next();
            reader.Numbers([], 3);
        });
    }

    private static int ReadAll(byte[] message)
    {
        int fields = 0;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            reader.Skip();
            fields++;
        }

        return fields;
    }
}
