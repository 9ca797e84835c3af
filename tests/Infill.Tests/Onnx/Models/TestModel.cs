using System.Text.Json.Nodes;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Models;

/// <summary>A copy of a golden model that a test may spoil.</summary>
internal sealed class TestModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Copies a model of the recording into a subfolder of a folder of its own.</summary>
    public TestModel(string model, string below = "model")
    {
        Path = _folder.File(below);
        string source = GoldenData.PathOf($"models/{model}");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The model's folder.</summary>
    public string Path { get; }

    /// <summary>The folder that holds the model's, where a test may put what lies outside.</summary>
    public string Outside => _folder.Path;

    /// <summary>A file of the model, with forward slashes.</summary>
    public string FileOf(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Changes a configuration.</summary>
    public void Edit(string relative, Action<JsonObject> change)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllText(FileOf(relative)))!.AsObject();
        change(json);
        File.WriteAllText(FileOf(relative), json.ToJsonString());
    }

    /// <summary>Writes a part's weights again, each tensor as the function gives it back, or without it if that is null.</summary>
    public void Rewrite(string relative, Func<WeightTensor, WeightTensor?> change) => Write(relative, Read(relative, change));

    /// <summary>Tensors of a file with their values as floats.</summary>
    public (string Name, long[] Shape, float[] Values)[] Read(string relative, Func<WeightTensor, WeightTensor?> change)
    {
        using SafetensorsFile file = SafetensorsFile.Open(FileOf(relative));
        return [.. file.Names.Select(name => change(file.Find(name)!)).OfType<WeightTensor>().Select(t => (t.Name, t.Shape.ToArray(), TensorValues.ToFloats(t)))];
    }

    /// <summary>Writes a file of weights.</summary>
    public void Write(string relative, params (string Name, long[] Shape, float[] Values)[] tensors) =>
        File.WriteAllBytes(FileOf(relative), TestSafetensors.Of(tensors));

    public void Dispose() => _folder.Dispose();
}
