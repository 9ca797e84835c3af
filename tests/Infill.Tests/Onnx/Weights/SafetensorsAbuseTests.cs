using System.Text;
using Infill.Onnx;
using Infill.Onnx.Weights;
using Infill.Tests.Support;
using static Infill.Tests.Onnx.Weights.TestSafetensors;

namespace Infill.Tests.Onnx.Weights;

/// <summary>The known ways to abuse the format: each must end in a sentence.</summary>
public sealed class SafetensorsAbuseTests
{
    public static TheoryData<string, string> Headers() => new()
    {
        { $"{{{Entry("a", "F32", "1", "0,4")},{Entry("b", "F32", "1", "0,4")},{Entry("c", "F32", "1", "4,8")}}}", "overlaps" },
        { $"{{{Entry("a", "F32", "1", "0,4")},{Entry("b", "F32", "1", "2,6")},{Entry("c", "I16", "1", "6,8")}}}", "overlaps" },
        { $"{{{Entry("a", "F32", "1", "0,4")},{Entry("b", "I16", "1", "6,8")}}}", "leaves 2 unused bytes" },
        { $"{{{Entry("a", "F32", "1", "4,8")}}}", "leaves 4 unused bytes" },
        { $"{{{Entry("a", "F32", "1", "0,4")}}}", "something else is appended" },
        { $"{{{Entry("a", "F32", "3", "0,12")}}}", "of 8" },
        { $"{{{Entry("a", "F32", "2", "8,0")}}}", "claims the bytes" },
        { $"{{{Entry("a", "F32", "3", "0,8")}}}", "needs 12" },
        { $"{{{Entry("a", "F32", "2", "0,8")},{Entry("a", "F32", "2", "0,8")}}}", "twice" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"\u0061":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "twice" },
        { """{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "two dtypes" },
        { """{"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""", "two shapes" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"data_offsets":[0,8]}}""", "two ranges" },
        { """{"__metadata__":{},"__metadata__":{},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "twice" },
        { """{"__metadata__":{"x":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "something else than text" },
        { """{"__metadata__":[],"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "no object" },
        { """{"a":{"dtype":"F32","shape":[2]}}""", "lacks" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "whole" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""", "more than two" },
        { """{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", "no list" },
        { """{"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}""", "no text" },
        { """{"a":[]}""", "no object" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}{}""", "JSON" },
        { """[{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}]""", "brace" },
        { """{"a":{"dtype":"F32","shape":[[[[[[[[[[2]]]]]]]]]],"data_offsets":[0,8]}}""", "JSON" },
        { """{"a":{"x":[[[[[[[[[[2]]]]]]]]]],"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "JSON" },
        { """{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "JSON" },
        { $"{{{Entry("a", "F4", "2", "0,8")}}}", "unknown dtype" },
        { $"{{{Entry("a", "F32", "1,1,1,1,1,1,1,1,2", "0,8")}}}", "more than 8 dimensions" },
        { $"{{{Entry("a", "F32", "-1,-2", "0,8")}}}", "below 0" },
        { $"{{{Entry("a", "F32", "2.0", "0,8")}}}", "whole" },
        { $"{{{Entry("a", "F32", "1e0,2", "0,8")}}}", "whole" },
        { $"{{{Entry("a", "F32", "2", "0,8.0")}}}", "whole" },
        // Products and sums around the widths of integers.
        { $"{{{Entry("a", "F32", "4294967296,4294967296", "0,8")}}}", "larger than any file" },
        { $"{{{Entry("a", "F32", "4611686018427387906", "0,8")}}}", "larger than any file" },
        { $"{{{Entry("a", "U8", "3037000500,3037000500", "0,8")}}}", "larger than any file" },
        { $"{{{Entry("a", "F32", "0,9223372036854775807,9223372036854775807", "0,0")}}}", "larger than any file" },
        { $"{{{Entry("a", "F32", "2", "18446744073709551608,18446744073709551616")}}}", "2⁶³" },
        { $"{{{Entry("a", "F32", "2", "9223372036854775800,9223372036854775807")}}}", "claims the bytes" },
        { $"{{{Entry("a", "F32", "2", "0,9223372036854775807")}}}", "claims the bytes" },
        { $"{{{Entry("a", "F32", "18446744073709551618", "0,8")}}}", "2⁶³" },
    };

    [Theory, MemberData(nameof(Headers))]
    public void Parse_HostileHeader_NamesTheReason(string header, string reason)
    {
        ModelException refusal = Assert.Throws<ModelException>(() => SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(header), dataLength: 8));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9UL)]
    [InlineData(100_000_001UL)]
    [InlineData(1UL << 40)]
    [InlineData((1UL << 63) - 8)]
    [InlineData(ulong.MaxValue - 7)]
    [InlineData(ulong.MaxValue)]
    public void Open_HeaderLengthPastTheEnd_IsRefusedWithoutMemory(ulong claimed)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.safetensors", File(claimed, "{}      "u8, []));
        long before = GC.GetAllocatedBytesForCurrentThread();

        ModelException refusal = Assert.Throws<ModelException>(() => SafetensorsFile.Open(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains(claimed.ToString("N0"), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ZipBehindTheTensors_IsRefused()
    {
        using var folder = new TemporaryFolder();
        byte[] sound = Of(("a", [2], [1f, 2f]));

        ModelException refusal = Assert.Throws<ModelException>(() =>
            SafetensorsFile.Open(folder.Write("x.safetensors", [.. sound, .. "PK\u0003\u0004payload"u8])));

        Assert.Contains("something else is appended", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TenMillionTensors_IsRefusedWithoutMemory()
    {
        const string Line = "\"a\":0,";
        byte[] header = new byte[2 + (10_000_000 * Line.Length)];
        header.AsSpan().Fill((byte)' ');
        header[0] = (byte)'{';
        for (int i = 0; i < 10_000_000; i++)
        {
            "\"a\":0,"u8.CopyTo(header.AsSpan(1 + (i * Line.Length)));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();

        ModelException refusal = Assert.Throws<ModelException>(() => SafetensorsHeader.Parse(header, 0));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(ModelFault.Limit, refusal.Fault);
        Assert.Contains("20,000", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_HundredThousandTensorsOnOneRange_IsRefused()
    {
        string header = $"{{{string.Join(',', Enumerable.Range(0, 100_000).Select(i => Entry($"t{i}", "F32", "2", "0,8")))}}}";

        Assert.Throws<ModelException>(() => SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(header), 8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0,9,9,9,9,9,9,9")]
    public void Parse_MostAndShortestTensors_TakesAtMostFourTimesTheHeader(string shape)
    {
        bool isEmpty = shape.StartsWith('0');
        int size = isEmpty ? 0 : 1;
        byte[] header = Encoding.UTF8.GetBytes(
            $"{{{string.Join(',', Enumerable.Range(0, SafetensorsHeader.MostTensors).Select(i => Entry($"{i:x}", "U8", shape, $"{i * size},{(i + 1) * size}")))}}}");
        SafetensorsHeader.Parse("{}"u8, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();

        SafetensorsHeader parsed = SafetensorsHeader.Parse(header, SafetensorsHeader.MostTensors * size);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4L * header.Length);
        Assert.Equal(SafetensorsHeader.MostTensors, parsed.Tensors.Length);
    }

    [Fact]
    public void Parse_MetadataOfManyNotes_TakesAtMostFourTimesTheHeader()
    {
        byte[] header = Encoding.UTF8.GetBytes($"{{\"__metadata__\":{{{string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"\"{i:x}\":\"\""))}}}}}");
        long before = GC.GetAllocatedBytesForCurrentThread();

        SafetensorsHeader.Parse(header, 0);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4L * header.Length);
    }

    [Fact]
    public void Refusal_NameWithTerminalCommands_IsShownHarmlessly()
    {
        string header = $"{{{Entry("\u001b]0;owned\u0007\u202e" + new string('x', 5000), "F32", "9", "0,8")}}}";

        ModelException refusal = Assert.Throws<ModelException>(() => SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(header), 8));

        Assert.DoesNotContain('\u001b', refusal.Message);
        Assert.DoesNotContain('\u202e', refusal.Message);
        Assert.InRange(refusal.Message.Length, 1, 400);
    }
}
