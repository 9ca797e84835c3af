using Infill.Imaging;

namespace Infill.Onnx;

/// <summary>Between pictures of the pipeline (C×H×W) and tensors of networks (1×C×H×W).</summary>
internal static class TensorImages
{
    /// <summary>A batch of one; shares the picture's array.</summary>
    public static OnnxTensor ToTensor(this FloatImage image) => new(image.Values, 1, image.Channels, image.Height, image.Width);

    /// <summary>A batch of pictures of one shape; copies.</summary>
    public static OnnxTensor ToBatch(params ReadOnlySpan<FloatImage> images)
    {
        FloatImage first = images[0];
        float[] all = new float[images.Length * first.Values.Length];
        for (int i = 0; i < images.Length; i++)
        {
            images[i].Values.CopyTo(all, i * first.Values.Length);
        }

        return new OnnxTensor(all, images.Length, first.Channels, first.Height, first.Width);
    }

    /// <summary>One picture of a batch; copies.</summary>
    /// <param name="tensor">N×C×H×W of float32.</param>
    /// <param name="index">Which of the N.</param>
    public static FloatImage ToImage(this OnnxTensor tensor, int index = 0)
    {
        var image = new FloatImage((int)tensor.Dims[1], new PixelSize((int)tensor.Dims[3], (int)tensor.Dims[2]));
        tensor.Floats.AsSpan(index * image.Values.Length, image.Values.Length).CopyTo(image.Values);
        return image;
    }
}
