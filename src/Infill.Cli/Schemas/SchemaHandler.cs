using Infill.Cli.Commands;
using Infill.Cli.Reports;

namespace Infill.Cli.Schemas;

/// <summary>Prints the schemas of what the program prints.</summary>
internal static class SchemaHandler
{
    /// <summary>One schema, or a line per kind.</summary>
    /// <exception cref="CliException">There is no record of that kind.</exception>
    public static ExitCode Run(string? kind, Voice voice)
    {
        if (kind is null)
        {
            int width = PublishedSchemas.Kinds.Max(k => k.Length) + 2;
            foreach (string known in PublishedSchemas.Kinds)
            {
                voice.Output.WriteLine(known.PadRight(width) + PublishedSchemas.Describe(known));
            }

            return ExitCode.Done;
        }

        voice.Output.Write(PublishedSchemas.Find(kind) ?? throw new CliException(
            ExitCode.WrongUse,
            $"There is no record '{kind}'{Spelling.Suggest(kind, PublishedSchemas.Kinds)}; known: {string.Join(", ", PublishedSchemas.Kinds)}.",
            "infill schema"));
        return ExitCode.Done;
    }
}
