using System.Text;

namespace Infill.Tests.Cli.Support;

/// <summary>A channel with a full disk behind it.</summary>
internal sealed class FullWriter : TextWriter
{
    public int Attempts { get; private set; }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        Attempts++;
        throw new IOException("disk full");
    }

    public override void Write(string? value) => Write(' ');

    public override void WriteLine(string? value) => Write(' ');
}
