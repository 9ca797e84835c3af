using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Infill.Onnx.Weights;

/// <summary>What the kernel knows of a file without opening it: .NET shows neither its number nor its kind.</summary>
/// <remarks>Linux only: <c>statx</c>, whose structure is the same on every architecture. Source: statx(2), linux/stat.h.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal partial struct FileStatus
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStatus = 0x7FF;
    private const int KindMask = 0xF000;

    [FieldOffset(20)]
    private readonly uint _owner;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _inode;

    [FieldOffset(40)]
    private readonly long _size;

    [FieldOffset(96)]
    private readonly long _changedSeconds;

    [FieldOffset(104)]
    private readonly uint _changedNanoseconds;

    [FieldOffset(112)]
    private readonly long _modifiedSeconds;

    [FieldOffset(120)]
    private readonly uint _modifiedNanoseconds;

    [FieldOffset(136)]
    private readonly ulong _device;

    /// <summary>Size, times and number.</summary>
    public readonly FileIdentity Identity => new(
        _size,
        (_modifiedSeconds * 1_000_000_000) + _modifiedNanoseconds,
        (_changedSeconds * 1_000_000_000) + _changedNanoseconds,
        _device,
        _inode);

    /// <summary>True if it belongs to the user whose rights this process has.</summary>
    public readonly bool IsOfThisUser => _owner == EffectiveUser();

    /// <summary>"a regular file", or what else it is.</summary>
    public readonly string Kind => (_mode & KindMask) switch
    {
        0x8000 => FileIdentity.Regular,
        0x4000 => "a folder",
        0x1000 => "a pipe",
        0xC000 => "a socket",
        _ => "a device",
    };

    /// <summary>Status of what a path leads to; null if there is nothing or it may not be seen.</summary>
    public static FileStatus? Of(string path) => Call(CurrentFolder, path, 0, BasicStatus, out FileStatus status) == 0 ? status : null;

    /// <summary>Status of an open file.</summary>
    public static FileStatus? Of(SafeFileHandle file) =>
        Call((int)file.DangerousGetHandle(), "", EmptyPath, BasicStatus, out FileStatus status) == 0 ? status : null;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Call(int folder, string path, int flags, uint mask, out FileStatus status);
}
