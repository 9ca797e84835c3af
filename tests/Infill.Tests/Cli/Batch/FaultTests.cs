using Infill.Cli.Batch;
using Infill.Engines;
using Infill.Imaging;

namespace Infill.Tests.Cli.Batch;

public sealed class FaultTests
{
    private static readonly IOException Full = new("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);

    [Fact]
    public void Of_FullDisk_IsFoundUnderAnyWrapping()
    {
        Assert.Equal(FaultKind.DiskFull, Fault.Of(Full));
        Assert.Equal(FaultKind.DiskFull, Fault.Of(new IOException("outer", Full)));
        Assert.Equal(FaultKind.DiskFull, Fault.Of(new ImageFileException("a.png cannot be written", new IOException("copy", Full))));
    }

    [Fact]
    public void Of_ReadingWritingAndMemory_CanPass() => Assert.All(
        new Exception[] { new IOException("x"), new UnauthorizedAccessException(), new InsufficientMemoryException(), new ImageFileException("x", new IOException("y")) },
        reason => Assert.Equal(FaultKind.Passing, Fault.Of(reason)));

    [Fact]
    public void Of_WhatTheSameAgainWouldMeet_Lasts() => Assert.All(
        new Exception[]
        {
            new ImageFileException("damaged"), new InvalidRequestException(["no"]), new EngineException("no"), new Infill.Cli.CliException(Infill.Cli.ExitCode.Limit, "no"),
            new FileNotFoundException(), new ImageFileException("x", new DirectoryNotFoundException()),
        },
        reason => Assert.Equal(FaultKind.Lasting, Fault.Of(reason)));
}
