using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Mcp;

/// <summary>Pictures and masks as resources of the protocol: whole files, for clients that hand files on rather than look at them.</summary>
/// <param name="parts">The server.</param>
/// <param name="handles">Reads files.</param>
internal sealed class PictureResources(ServerParts parts, Handles handles)
{
    private const string Images = "infill://images/";
    private const string Masks = "infill://masks/";
    private const string Guide = "infill://guide";

    /// <summary>How addresses are made; pictures are not listed, as handles are secrets of the conversation that got them.</summary>
    public static ListResourceTemplatesResult Templates { get; } = new()
    {
        ResourceTemplates =
        [
            new() { Name = "image", UriTemplate = Images + "{image}", Description = "The file of a picture by its handle, whole and with its metadata." },
            new() { Name = "mask", UriTemplate = Masks + "{mask}", Description = "A mask by its handle: 16-bit grey PNG, white = fill.", MimeType = "image/png" },
        ],
    };

    /// <summary>The one resource that everybody may know of: how to work with the tools.</summary>
    public static ListResourcesResult List { get; } = new()
    {
        Resources = [new Resource { Uri = Guide, Name = "guide", Description = "How to edit pictures with these tools, step by step.", MimeType = "text/markdown" }],
    };

    /// <summary>The address of a stored file.</summary>
    public static string AddressOf(StoredPicture picture) => (picture.IsMask ? Masks : Images) + picture.Id;

    /// <summary>A link to a stored file.</summary>
    public static ResourceLinkBlock Link(StoredPicture picture) => new()
    {
        Uri = AddressOf(picture),
        Name = picture.IsMask ? "mask" : "image",
        Description = "The whole file; resources/read gets it.",
        MimeType = FileReply.MediaOf(picture.Header.FileFormat),
        Size = picture.Bytes,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="address">What the client asks for.</param>
    /// <param name="owner">Who asks.</param>
    /// <exception cref="McpProtocolException">There is no such file of that owner.</exception>
    public ReadResourceResult Read(string? address, string owner)
    {
        if (address == Guide)
        {
            return new ReadResourceResult { Contents = [new TextResourceContents { Uri = Guide, MimeType = "text/markdown", Text = ToolGuide.Text }] };
        }

        bool isMask = address?.StartsWith(Masks, StringComparison.Ordinal) == true;
        if (address is null || (!isMask && !address.StartsWith(Images, StringComparison.Ordinal)))
        {
            throw NotFound(address);
        }

        StoredPicture picture;
        try
        {
            picture = parts.RequirePicture(owner, address[(isMask ? Masks : Images).Length..], isMask);
        }
        catch (ProblemException)
        {
            throw NotFound(address);
        }

        return new ReadResourceResult { Contents = [BlobResourceContents.FromBytes(handles.Read(picture), address, FileReply.MediaOf(picture.Header.FileFormat))] };
    }

    private static McpProtocolException NotFound(string? address) => new(
        $"There is no resource '{(address?.Length <= 100 ? address : "…")}'. {Images}HANDLE and {Masks}HANDLE are known, for handles that tools answered and that have not expired; load the picture again for a new one.",
        McpErrorCode.ResourceNotFound);
}
