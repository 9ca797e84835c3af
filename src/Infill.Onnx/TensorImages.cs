using Infill.Imaging;

namespace Infill.Onnx;

/// <summary>Between pictures of the pipeline (C×H×W) and tensors of networks (1×C×H×W).</summary>
internal static class TensorImages
{
    /// <summary>A batch of one; shares the picture's array.</summary>
    public static OnnxTensor ToTensor(this FloatImage image) => new(image.Values, 1, image.Channels, image.Height, image.Width);

    /// <summary>The picture of a batch of one; copies.</summary>
    /// <param name="tensor">1×C×H×W of float32.</param>
    public static FloatImage ToImage(this OnnxTensor tensor)
    {
        var image = new FloatImage((int)tensor.Dims[1], new PixelSize((int)tensor.Dims[3], (int)tensor.Dims[2]));
        tensor.Floats.AsSpan(0, image.Values.Length).CopyTo(image.Values);
        return image;
    }
}
