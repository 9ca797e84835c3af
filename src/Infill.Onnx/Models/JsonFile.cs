using System.Text.Json;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Models;

/// <summary>Reads the small JSON files of a model: regular files inside it, of limited size, without two values for one name.</summary>
internal static class JsonFile
{
    /// <summary>Configurations have a few kilobytes.</summary>
    public const int ConfigBytes = 1 << 20;

    /// <summary>The list of a sharded model's tensors, a tokenizer with its vocabulary.</summary>
    public const int TableBytes = 64 << 20;

    /// <summary>The file's root, which is an object.</summary>
    /// <param name="root">The model.</param>
    /// <param name="relative">The file in it.</param>
    /// <param name="mostBytes">Largest size that is read.</param>
    /// <exception cref="ModelException">Missing, too large, no JSON, no object, or a link that leads out of the model.</exception>
    public static JsonElement Read(ModelRoot root, string relative, int mostBytes = ConfigBytes) => Parse(ReadBytes(root, relative, mostBytes), root.PathOf(relative));

    /// <summary>The bytes of a file of the model.</summary>
    /// <exception cref="ModelException">Missing, too large, or a link that leads out of the model.</exception>
    public static byte[] ReadBytes(ModelRoot root, string relative, int mostBytes)
    {
        using WeightFile file = WeightFile.Open(root, relative);
        if (file.Length > mostBytes)
        {
            throw new ModelException($"{file.Path} has {file.Length:N0} bytes; at most {mostBytes:N0} are read.") { Fault = ModelFault.Limit };
        }

        byte[] content = new byte[file.Length];
        file.Read(0, content);
        return content;
    }

    /// <summary>Parses an object.</summary>
    /// <param name="json">Its text in UTF-8, with or without a mark of that.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="ModelException">No JSON, or no object.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> json, string path)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            using JsonDocument document = JsonDocument.Parse(json.Span.StartsWith(mark) ? json[mark.Length..] : json, options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone()
                : throw new ModelException($"{path} is no JSON object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name that is no text, such as half of a surrogate pair.
            throw new ModelException($"{path} is no valid JSON: {e.Message}", e);
        }
    }
}
