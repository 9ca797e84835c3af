using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Tests;

/// <summary>Every member of a trace file, however deep: a stranger beside it is skipped, nonsense in its place is refused.</summary>
public sealed class TraceJsonLawTests
{
    private static readonly string Json = TraceJson.Serialize(Run());

    [Fact]
    public void Deserialize_UnknownMemberInAnyObject_ChangesNothing()
    {
        JsonNode root = JsonNode.Parse(Json)!;
        JsonObject[] objects = [.. Descend(root).OfType<JsonObject>()];
        foreach (JsonObject json in objects)
        {
            json.Insert(json.Count / 2, "laterIdea", new JsonObject { ["a"] = new JsonArray(1, "x", null) });
        }

        Assert.True(objects.Length > 8, "a trace has objects in objects");
        Assert.Equal(Json, TraceJson.Serialize(TraceJson.Deserialize(root.ToJsonString())));
    }

    [Fact]
    public void Deserialize_WrongKindAnywhere_IsRefusedAsNotATrace()
    {
        string[] paths = [.. Descend(JsonNode.Parse(Json)!).Where(n => n.Parent is not null).Select(n => n.GetPath())];

        foreach (string path in paths)
        {
            JsonNode root = JsonNode.Parse(Json)!;
            JsonNode node = Descend(root).Single(n => n.GetPath() == path);
            node.ReplaceWith<JsonNode>(node.GetValueKind() == JsonValueKind.Object ? JsonValue.Create("x") : new JsonObject { ["x"] = 1 });

            Exception? e = Record.Exception(() => TraceJson.Deserialize(root.ToJsonString()));
            Assert.True(e is InvalidDataException, $"{path}: {e?.GetType().Name ?? "accepted"}");
        }
    }

    [Fact]
    public void Deserialize_CutAnywhere_IsRefusedAsNotATrace()
    {
        for (int length = 0; length < Json.Length; length += 53)
        {
            Assert.Throws<InvalidDataException>(() => TraceJson.Deserialize(Json[..length]));
        }
    }

    [Fact]
    public void Deserialize_WrongType_NamesItsLineAndPath()
    {
        string json = Json.Replace("\"workflow\": \"fill\"", "\"workflow\": 7", StringComparison.Ordinal);

        string message = Assert.Throws<InvalidDataException>(() => TraceJson.Deserialize(json)).Message;

        int line = json[..json.IndexOf("\"workflow\"", StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        Assert.Equal($"This is not a trace that Infill wrote: line {line} ($.workflow) does not fit.", message);
    }

    private static IEnumerable<JsonNode> Descend(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject json => json.Select(p => p.Value),
            JsonArray json => json,
            _ => [],
        };
        return [node, .. children.OfType<JsonNode>().SelectMany(Descend)];
    }

    private static Trace Run() => FakeEngine.Constant(1f).Run(FillRegion.ToRequest(
        Pictures.Noise(60, 40), Holes.Of(60, 40, new PixelRect(20, 15, 9, 7)), "fake") with
    {
        Guides = [new GuideLine([(1.5, 2), (30, 20)])],
        Options = new() { Mask = FillRegion.ExactMask, Plan = new() { ContextPx = 12, Passes = [new(0, 0, 60, 20)] } },
    }).Trace;
}
