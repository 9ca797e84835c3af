using CsCheck;
using Infill.Cli.Batch;

namespace Infill.Tests.Cli.Batch;

/// <summary>The journal's file: what is written is read, and a crash costs no more than the last line.</summary>
public sealed class JournalFileTests
{
    private static readonly JournalLine Header = new() { Kind = JournalKind.Header, Form = JournalFile.Form, Asked = "x", Command = "remove --mask=“é\n”" };

    private static readonly Gen<JournalLine> AnyLine =
        from output in Gen.OneOf<string>("a.png", "sub/b.png", "line\nbreak \"'<é日.png", "\u001b\u0001.png")
        from kind in Gen.OneOf(JournalKind.Begun, JournalKind.Done, JournalKind.Failed, JournalKind.Former)
        from bytes in Gen.Long[0, long.MaxValue]
        select kind switch
        {
            JournalKind.Done => new JournalLine { Kind = kind, Output = output, Job = "j", Inputs = "1@2", Bytes = bytes, Sha256 = "ff", Seconds = 0.25 },
            JournalKind.Former => new JournalLine { Kind = kind, Output = output, Bytes = bytes, Sha256 = "ff" },
            JournalKind.Failed => new JournalLine { Kind = kind, Output = output, Reason = "no\nroom" },
            _ => new JournalLine { Kind = kind, Output = output },
        };

    [Fact]
    public void Read_WhatWasWritten_HasTheLastLineOfEachOutput() => AnyLine.Array[0, 20].Sample(lines =>
    {
        byte[] content = Write(lines);

        JournalState state = JournalFile.Read(content, out int whole);

        Assert.Equal(content.Length, whole);
        Assert.Equal(Header, state.Header);
        Assert.Equal(lines.GroupBy(l => l.Output).Select(g => g.Last()).OrderBy(l => l.Output, StringComparer.Ordinal), state.Outputs.OrderBy(l => l.Output, StringComparer.Ordinal));
    });

    // Cut anywhere, as a crash does: the complete lines are read, the torn one is as if it had never been.
    [Fact]
    public void Read_CutAnywhere_IsTheStateBeforeTheTornLine() => Gen.Select(AnyLine.Array[1, 8], Gen.Double[0, 1]).Sample((lines, share) =>
    {
        byte[] content = Write(lines);
        int cut = (int)(share * content.Length);
        int complete = content.AsSpan(0, cut).Count((byte)'\n');

        JournalState state = JournalFile.Read(content.AsSpan(0, cut), out int whole);

        Assert.Equal(Write(lines)[..whole], complete == 0 ? [] : Write(lines[..(complete - 1)]));
        Assert.Equal(complete == 0 ? null : Header, state.Header);
        Assert.Equal(lines.Take(Math.Max(0, complete - 1)).Select(l => l.Output).Distinct().Count(), state.Outputs.Count);
    });

    [Theory]
    [InlineData("{\"kind\":\"begun\"}")]
    [InlineData("{\"kind\":\"done\",\"output\":\"a.png\"}")]
    [InlineData("{\"kind\":\"wat\",\"output\":\"a.png\"}")]
    [InlineData("{\"kind\":2,\"output\":\"a.png\"}")]
    [InlineData("{\"output\":\"a.png\"}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("{\"kind\":\"header\",\"form\":1,\"asked\":\"x\",\"command\":\"remove\"}")]
    public void Read_CompleteLineThatIsNone_IsDamageWithItsNumber(string line)
    {
        byte[] content = [.. Write([]), .. System.Text.Encoding.UTF8.GetBytes(line + "\n"), .. JournalFile.Write(new JournalLine { Kind = JournalKind.Begun, Output = "b.png" })];

        Assert.Equal("line 2", Assert.Throws<InvalidDataException>(() => JournalFile.Read(content, out _)).Message);
        Assert.Equal("b.png", Assert.Single(JournalFile.Salvage(content).Outputs).Output);
    }

    [Fact]
    public void Read_HeaderOfALaterForm_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => JournalFile.Read(JournalFile.Write(Header with { Form = JournalFile.Form + 1 }), out _));

    private static byte[] Write(IEnumerable<JournalLine> lines) => [.. JournalFile.Write(Header), .. lines.SelectMany(JournalFile.Write)];
}
