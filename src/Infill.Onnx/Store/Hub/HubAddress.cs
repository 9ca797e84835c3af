namespace Infill.Onnx.Store.Hub;

/// <summary>Addresses of a hub, and where its answers may lead.</summary>
internal static class HubAddress
{
    /// <summary>The list of a revision's files, with hashes.</summary>
    public static Uri Listing(Uri endpoint, string name, string revision) =>
        new($"{Base(endpoint)}/api/models/{name}/revision/{Uri.EscapeDataString(revision)}?blobs=true");

    /// <summary>The content of a file.</summary>
    public static Uri Content(Uri endpoint, string name, string commit, string file) =>
        new($"{Base(endpoint)}/{name}/resolve/{commit}/{string.Join('/', file.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>True for the endpoint itself; only it learns the token.</summary>
    public static bool IsOf(Uri endpoint, Uri address) =>
        address.Scheme == endpoint.Scheme && address.Port == endpoint.Port && address.IdnHost.Equals(endpoint.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a redirection leads, or null if it may not be followed: to another scheme than the endpoint's (https is always right), to a port of its own, or with a user in it.</summary>
    public static Uri? Follow(Uri endpoint, Uri from, Uri? location)
    {
        if (location is null)
        {
            return null;
        }

        var target = new Uri(from, location);
        bool hasScheme = target.Scheme == "https" || (target.Scheme == "http" && endpoint.Scheme == "http");
        return hasScheme && target.UserInfo.Length == 0 && (target.IsDefaultPort || IsOf(endpoint, target)) ? target : null;
    }

    private static string Base(Uri endpoint) => endpoint.AbsoluteUri.TrimEnd('/');
}
