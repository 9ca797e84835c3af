using System.Globalization;

namespace Infill.Onnx.StableDiffusion;

/// <summary>What <see cref="CanonicalForm"/> knows of characters.</summary>
/// <param name="Parts">One step of decomposition: one or two characters.</param>
/// <param name="Wholes">Pairs that are composed.</param>
/// <param name="Classes">Combining classes above 0.</param>
internal sealed record CanonicalTables(Dictionary<int, int[]> Parts, Dictionary<(int First, int Second), int> Wholes, Dictionary<int, int> Classes)
{
    /// <summary>Reads <c>canonical.txt</c>, whose first lines say how it is written.</summary>
    public static CanonicalTables Read(Stream stream)
    {
        var tables = new CanonicalTables([], [], []);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
        {
            if (line[0] == '#')
            {
                continue;
            }

            if (line.Split('=') is [string range, string own])
            {
                tables.AddClass(range, int.Parse(own));
            }
            else
            {
                tables.AddDecomposition(line.TrimStart('!').Split(' '), isComposed: line[0] != '!');
            }
        }

        return tables;
    }

    private void AddClass(string range, int own)
    {
        int[] ends = [.. range.Split('-').Select(Hex)];
        for (int code = ends[0]; code <= ends[1]; code++)
        {
            Classes[code] = own;
        }
    }

    private void AddDecomposition(string[] codes, bool isComposed)
    {
        int[] parts = [.. codes.Skip(1).Select(Hex)];
        Parts[Hex(codes[0])] = parts;
        if (isComposed)
        {
            Wholes[(parts[0], parts[1])] = Hex(codes[0]);
        }
    }

    private static int Hex(string code) => int.Parse(code, NumberStyles.HexNumber);
}
