using System.Text.Json.Serialization;

namespace Infill.Onnx.Store.Catalog;

/// <summary>How the catalogue's file is read; generated, as the trimmed program cannot reflect.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CatalogEntry[]))]
internal sealed partial class CatalogJson : JsonSerializerContext;
