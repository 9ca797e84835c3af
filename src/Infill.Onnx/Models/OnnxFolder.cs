using Infill.Onnx.Guards;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Reads a model that was exported to ONNX: a folder per network with its graph (Optimum's layout).</summary>
/// <remarks>The graphs are found and looked through here; whoever builds their sessions has <see cref="GraphGuard"/> check them again: they are as hostile as any file.</remarks>
internal static class OnnxFolder
{
    private const string GraphName = "model.onnx";

    /// <summary>True if the model's denoising network is a graph and not weights.</summary>
    public static bool IsOne(ModelRoot root) => root.Has(Path.Combine("unet", GraphName));

    /// <summary>Opens the model.</summary>
    /// <exception cref="ModelException">Something is missing, broken or not known.</exception>
    public static SdModel Open(ModelRoot root)
    {
        using var files = new OpenFiles();
        var configs = new ConfigFolder(root);
        bool hasSecond = root.Has("text_encoder_2");
        var model = new SdModel
        {
            Path = root.Path,
            Layout = ModelLayout.OnnxFolder,
            UNet = new ModelPart<UNetConfig>("unet", configs.UNet(), null) { Graphs = Graphs(root, files, "unet") },
            Vae = new ModelPart<VaeConfig>("vae", configs.Vae("vae_decoder"), null) { Graphs = Graphs(root, files, "vae_encoder", "vae_decoder") },
            TextEncoder = Text(root, files, "text_encoder"),
            TextEncoder2 = hasSecond ? Text(root, files, "text_encoder_2") : null,
            Tokenizer = TokenizerReader.Read(root, "tokenizer"),
            Tokenizer2 = hasSecond ? TokenizerReader.Read(root, "tokenizer_2") : null,
            SchedulerConfig = configs.Scheduler(),
            ZerosForEmptyPrompt = configs.ZerosForEmptyPrompt(),
        };
        ModelCheck.Require(model);
        return model with { Files = files.HandOver() };
    }

    private static ModelPart<TextEncoderConfig> Text(ModelRoot root, OpenFiles files, string folder) =>
        new(folder, new ConfigFolder(root).TextEncoder(folder), null) { Graphs = Graphs(root, files, folder) };

    private static List<WeightFile> Graphs(ModelRoot root, OpenFiles files, params ReadOnlySpan<string> folders)
    {
        var graphs = new List<WeightFile>();
        foreach (string folder in folders)
        {
            WeightFile graph = files.Add(WeightFile.Open(root, Path.Combine(folder, GraphName)));
            GraphGuard.Look(graph);
            graphs.Add(graph);
        }

        return graphs;
    }
}
