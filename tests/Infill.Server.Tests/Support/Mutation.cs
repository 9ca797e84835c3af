using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infill.Server.Tests.Support;

/// <summary>Seeded changes to JSON and bytes that a careless or hostile client might make.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly string[] Texts =
        ["", " ", "null", "NaN", "-1", "1e309", "../../etc/passwd", "%00", "\0", "rect:0,0,1,1", "a'; DROP TABLE jobs; --", "http://127.0.0.1/", "data:image/png;base64,AAAA", "☃️", new('x', 5000), "{\"a\":1}", "ÿ\uFFFD"];

    private static readonly string[] Raw =
        ["null", "true", "-1", "0", "1", "1.5", "1e309", "99999999999999999999", "-0", "\"\"", "[]", "{}", "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "[null]", "{\"\":null}"];

    /// <summary>JSON with one to three changes in its tree, or in its bytes.</summary>
    public byte[] Change(string json)
    {
        JsonNode root = JsonNode.Parse(json)!;
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            ChangeTree(root);
        }

        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(root);
        return random.Next(4) == 0 ? Change(bytes) : bytes;
    }

    /// <summary>Bytes changed, cut, doubled or taken out at one to three places.</summary>
    public byte[] Change(byte[] seed)
    {
        List<byte> bytes = [.. seed];
        for (int n = random.Next(1, 4); n > 0 && bytes.Count > 1; n--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at))); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.Insert(at, "\0\"{}[]-9,:\r\n%/"u8[random.Next(14)]); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <summary>True now and then.</summary>
    public bool Now(int oneIn) => random.Next(oneIn) == 0;

    /// <summary>A text of the kind that breaks parsers.</summary>
    public string Text() => Pick(Texts);

    private void ChangeTree(JsonNode root)
    {
        JsonNode at = root;
        while (at is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && !Now(3))
        {
            JsonNode?[] below = at is JsonObject members ? [.. members.Select(pair => pair.Value)] : [.. at.AsArray()];
            if (Pick(below) is not (JsonObject or JsonArray) and not null || Pick(below) is not JsonNode next)
            {
                break;
            }

            at = next;
        }

        if (at is JsonObject node)
        {
            string name = node.Count > 0 && !Now(5) ? Pick([.. node.Select(pair => pair.Key)]) : Text();
            if (Now(5))
            {
                node.Remove(name);
            }
            else
            {
                node[name] = Value();
            }
        }
        else if (at is JsonArray list)
        {
            list.Insert(random.Next(list.Count + 1), Value());
        }
    }

    private JsonNode? Value() => Now(2) ? JsonValue.Create(Text()) : JsonNode.Parse(Pick(Raw));
}
