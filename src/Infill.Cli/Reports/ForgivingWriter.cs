using System.Text;

namespace Infill.Cli.Reports;

/// <summary>Talk that nobody can hear (a closed stderr, a full disk behind it) is no reason to fail a job that succeeds.</summary>
/// <param name="inner">Where the text goes while it can.</param>
internal sealed class ForgivingWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            // There is no channel left to say it on.
        }
    }
}
