using System.Xml;

namespace Infill.Server.Mcp;

/// <summary>The texts of an XMP packet. A packet that is no proper XML gives what came before the fault.</summary>
internal static class XmpText
{
    private const int MostTexts = 100;
    private const int MostCharacters = 1 << 20;

    /// <summary>Local names of the elements and attributes, and their texts.</summary>
    /// <param name="xmp">The packet in UTF-8, or null. Nothing that it refers to is fetched or expanded.</param>
    public static IReadOnlyList<(string Name, string Text)> Read(byte[]? xmp)
    {
        var texts = new List<(string, string)>();
        if (xmp is null)
        {
            return texts;
        }

        using var reader = XmlReader.Create(new MemoryStream(xmp), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            IgnoreComments = true,
            IgnoreWhitespace = true,
        });
        try
        {
            string name = "xmp";
            while (texts.Count < MostTexts && reader.Read())
            {
                name = reader.NodeType == XmlNodeType.Element && reader.LocalName is not ("li" or "Alt" or "Seq" or "Bag" or "RDF" or "Description" or "xmpmeta") ? reader.LocalName : name;
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                {
                    texts.Add((UntrustedText.Clean(name), reader.Value));
                }

                AddAttributes(reader, texts);
            }
        }
        catch (XmlException)
        {
            // Damaged, or with entities that would be expanded: what came before it stands.
        }

        return texts;
    }

    private static void AddAttributes(XmlReader reader, List<(string, string)> texts)
    {
        if (reader.NodeType != XmlNodeType.Element)
        {
            return;
        }

        while (texts.Count < MostTexts && reader.MoveToNextAttribute())
        {
            if (reader.Prefix is not ("xmlns" or "xml" or "rdf") && reader.LocalName != "xmlns" && reader.Value.Length > 0)
            {
                texts.Add((UntrustedText.Clean(reader.LocalName), reader.Value));
            }
        }

        reader.MoveToElement();
    }
}
