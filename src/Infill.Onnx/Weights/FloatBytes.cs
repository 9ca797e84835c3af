using System.Buffers;
using System.Runtime.InteropServices;

namespace Infill.Onnx.Weights;

/// <summary>Shows an array of floats as bytes without a copy: merged weights may have gigabytes.</summary>
/// <param name="values">Must not be changed any more.</param>
internal sealed class FloatBytes(float[] values) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(values.AsSpan());

    /// <inheritdoc/>
    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        GCHandle handle = GCHandle.Alloc(values, GCHandleType.Pinned);
        return new MemoryHandle((byte*)handle.AddrOfPinnedObject() + elementIndex, handle, this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
