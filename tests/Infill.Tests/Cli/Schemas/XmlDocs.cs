using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Infill.Tests.Cli.Schemas;

/// <summary>The summaries of the compiler's documentation files, as plain sentences.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = Load("Infill", "Infill.Cli");

    /// <summary>What a type's doc says, or null.</summary>
    public static string? Of(Type type) => Text(Find($"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>What a property's doc says: its own, or that of the constructor parameter of the same name.</summary>
    public static string? Of(MemberInfo property)
    {
        Type owner = property.DeclaringType!;
        return Text(Find($"P:{NameOf(owner)}.{property.Name}")?.Element("summary")
            ?? Find($"T:{NameOf(owner)}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == property.Name));
    }

    private static XElement? Find(string name) => Members.GetValueOrDefault(name);

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static Dictionary<string, XElement> Load(params string[] assemblies) => assemblies
        .Select(name => XDocument.Load(Path.Combine(AppContext.BaseDirectory, name + ".xml")))
        .SelectMany(doc => doc.Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value);

    private static string? Text(XElement? element) => element is null
        ? null
        : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" } link => Reference(link),
        XElement other => Text(other) ?? "",
        _ => "",
    };

    private static string Reference(XElement link) =>
        link.Value.Length > 0 ? link.Value : (link.Attribute("cref") ?? link.Attribute("name"))!.Value.Split('.', ':')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
