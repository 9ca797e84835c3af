using System.Buffers.Text;
using System.Text;
using Infill.Server.Running;

namespace Infill.Server.Http;

/// <summary>Pictures that clients write as text: base64, with or without "data:image/png;base64," before it. No other URL is ever followed.</summary>
internal static class DataUrl
{
    private const string Mark = ";base64,";

    /// <summary>The bytes of such a text.</summary>
    /// <param name="text">What the client sent.</param>
    /// <param name="member">Its name in the request, for errors.</param>
    /// <param name="mostBytes">Refused, before anything is decoded, if the text stands for more.</param>
    /// <exception cref="ProblemException">Neither base64 nor a data URL, or too long.</exception>
    public static byte[] Decode(string text, string member, long mostBytes)
    {
        ReadOnlySpan<char> digits = text;
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            int at = text.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
            digits = at is >= 0 and < 100 ? digits[(at + Mark.Length)..] : throw Refuse(member);
        }
        else if (text.Contains("://", StringComparison.Ordinal))
        {
            throw ProblemException.Invalid($"{member} is a URL; this server fetches nothing. Send the file itself in base64.");
        }

        if (Base64.GetMaxDecodedFromUtf8Length(digits.Length) > mostBytes)
        {
            throw new ProblemException(new Explanation(413, "limit", "A limit refuses the request", $"{member} stands for more than {mostBytes} bytes, the limit; send a smaller file."));
        }

        byte[] bytes = Encoding.ASCII.GetBytes(digits.ToArray());
        return Base64.DecodeFromUtf8InPlace(bytes, out int count) == System.Buffers.OperationStatus.Done && digits.Length > 0
            ? bytes[..count]
            : throw Refuse(member);
    }

    private static ProblemException Refuse(string member) => ProblemException.Invalid($"{member} is no base64; send the file's bytes in base64, or as a data URL with ;base64.");
}
