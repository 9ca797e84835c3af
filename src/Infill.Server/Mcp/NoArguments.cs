namespace Infill.Server.Mcp;

/// <summary>Arguments of tools that take none.</summary>
internal sealed record NoArguments;
