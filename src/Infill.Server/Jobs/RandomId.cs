using Infill.Imaging;

namespace Infill.Server.Jobs;

/// <summary>Ids and secrets that cannot be guessed, also where the system has no OpenSSL, which the framework's own generator needs.</summary>
internal static class RandomId
{
    private const int Digits = 32;

    /// <summary>128 random bits as 32 hex digits, lower case.</summary>
    public static string Next() => Secret()[..Digits];

    /// <summary>More than 240 random bits as 64 hex digits: two random GUIDs, which are the system's own randomness, hashed.</summary>
    public static string Secret() => Sha256.Hash((byte[])[.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()]);

    /// <summary>True for what <see cref="Next"/> could have made.</summary>
    public static bool Is(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigitLower);
}
