namespace Infill.Server.Mcp;

/// <summary>Which members of an answer a kind of tool uses: a client that is told of all of them with every tool pays for the words each time.</summary>
internal static class AnswerMembers
{
    /// <summary>Of every answer.</summary>
    public static readonly string[] Always = ["status", "reason", "next_step"];

    /// <summary>Of tools that answer a picture or a mask.</summary>
    public static readonly string[] OfPictures = ["image", "mask", "width", "height", "format", "area", "score", "origin", "expires"];

    /// <summary>Of a picture that is described.</summary>
    public static readonly string[] OfDescriptions = [.. OfPictures, "samples", "profile", "untrusted_metadata"];

    /// <summary>Of plans.</summary>
    public static readonly string[] OfPlans = ["width", "height", "area", "regions", "seconds", "notes", "warnings"];

    /// <summary>Of edits.</summary>
    public static readonly string[] OfEdits = [.. OfPictures, "job", "seconds", "pixel_sha256", "proof", "findings", "warnings"];

    /// <summary>Of swapped backgrounds.</summary>
    public static readonly string[] OfSwaps = [.. OfEdits, "measures", "notes"];

    /// <summary>Of refinements.</summary>
    public static readonly string[] OfRefinements = [.. OfEdits, "refinement"];

    /// <summary>Of jobs.</summary>
    public static readonly string[] OfJobs = ["job", "seconds"];
}
