using System.Text;
using Infill.Sessions;
using Infill.Tests.Support;

namespace Infill.Tests.Sessions;

/// <summary>What an end in the middle leaves behind never stands in the way.</summary>
public sealed class SessionCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_ContentsThatNoStepNames_AreNoHarm()
    {
        using (SessionFolder session = Create())
        {
            session.Take(Encoding.UTF8.GetBytes("a result whose step was never written"));
        }

        using SessionFolder again = SessionFolder.Open(_folder.File("s"));

        Assert.Empty(again.Log.Steps);
        Assert.Equal("the photo", File.ReadAllText(again.Current));
    }

    [Fact]
    public void Open_TemporaryFilesOfAKilledProgram_AreNoHarm()
    {
        Create().Dispose();
        File.WriteAllText(_folder.File("s/.infill-1-x.tmp"), "{\"form\":");
        File.WriteAllText(_folder.File("s/contents/.infill-1-y.tmp"), "half");

        using SessionFolder again = SessionFolder.Open(_folder.File("s"));

        Assert.Equal(0, again.Log.Position);
    }

    [Fact]
    public void Open_HalfALog_IsRefusedAndLeft()
    {
        Create().Dispose();
        string log = _folder.File("s/session.json"), half = File.ReadAllText(log)[..40];
        File.WriteAllText(log, half);

        Assert.Contains("does not fit", Assert.Throws<SessionException>(() => SessionFolder.Open(_folder.File("s"))).Message, StringComparison.Ordinal);
        Assert.Equal(half, File.ReadAllText(log));
    }

    [Fact]
    public void Take_TheSameTwice_IsKeptOnce()
    {
        using SessionFolder session = Create();
        string first = session.Take(Encoding.UTF8.GetBytes("same")), second = session.Take(Encoding.UTF8.GetBytes("same"));
        string file = session.Take(_folder.Write("same.bin", "same"u8));

        Assert.Equal(first, second);
        Assert.Equal(first, file);
        Assert.Equal(2, Directory.GetFiles(_folder.File("s/contents")).Length);
    }

    [Fact]
    public void Apply_AfterALock_LetsTheNextOneIn()
    {
        SessionFolder session = Create();
        Assert.Throws<SessionException>(() => SessionFolder.Open(_folder.File("s")));
        session.Dispose();

        using SessionFolder next = SessionFolder.Open(_folder.File("s"));

        Assert.Equal("photo.png", next.Log.Name);
    }

    public void Dispose() => _folder.Dispose();

    private SessionFolder Create() => SessionFolder.Create(_folder.File("s"), _folder.Write("photo.png", "the photo"u8));
}
