using System.Text;
using CsCheck;
using Infill.Imaging;
using Infill.Sessions;
using Infill.Tests.Support;

namespace Infill.Tests.Sessions;

public sealed class SessionFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Create_Photo_IsCopiedUnderItsHash()
    {
        using SessionFolder session = Create();

        Assert.Equal("the photo", File.ReadAllText(session.Current));
        Assert.Equal(Sha256.Hash(Encoding.UTF8.GetBytes("the photo")), Path.GetFileName(session.Current));
        Assert.Equal("photo.png", session.Log.Name);
    }

    [Fact]
    public void Create_FolderThatHoldsSomething_IsRefusedAndLeft()
    {
        Directory.CreateDirectory(_folder.File("s"));
        File.WriteAllText(_folder.File("s/mine.txt"), "mine");

        Assert.Contains("new or empty folder", Assert.Throws<SessionException>(() => Create()).Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(_folder.File("s")).Select(Path.GetFileName));
    }

    [Fact]
    public void Create_SourceThatIsGone_LeavesNoFolder()
    {
        Assert.ThrowsAny<IOException>(() => SessionFolder.Create(_folder.File("s"), _folder.File("gone.png")));

        Assert.False(Directory.Exists(_folder.File("s")));
    }

    // Whatever is done, the picture is that of a plain list with a position.
    [Fact]
    public void Session_AnyEditsUndosAndRedos_FollowAListWithAPosition() =>
        Gen.Int[-3, 3].Array[1, 12].Sample(
            moves =>
            {
                string path = _folder.File(Guid.NewGuid().ToString("N"));
                SessionFolder.Create(path, Photo()).Dispose();
                var pictures = new List<string> { "the photo" };
                int at = 0, made = 0;
                foreach (int move in moves)
                {
                    using SessionFolder session = SessionFolder.Open(path);
                    if (move == 0)
                    {
                        pictures.RemoveRange(at + 1, pictures.Count - at - 1);
                        pictures.Add($"picture {++made}");
                        Edit(session, pictures[^1]);
                        at++;
                    }
                    else if (at + move >= 0 && at + move < pictures.Count)
                    {
                        session.Move(move);
                        at += move;
                    }
                    else
                    {
                        Assert.True(Assert.Throws<SessionException>(() => session.Move(move)).IsWrongUse);
                    }

                    Assert.Equal(pictures[at], File.ReadAllText(session.Current));
                }
            },
            iter: 30, threads: 1);

    [Fact]
    public void Open_ContentChangedByHand_NamesBothHashes()
    {
        string changed;
        using (SessionFolder session = Create())
        {
            Edit(session, "second");
            changed = session.Current;
        }

        File.WriteAllText(changed, "forged");

        SessionException refused = Assert.Throws<SessionException>(() => SessionFolder.Open(_folder.File("s")));
        Assert.Contains(Path.GetFileName(changed), refused.Message, StringComparison.Ordinal);
        Assert.Contains(Sha256.Hash(Encoding.UTF8.GetBytes("forged")), refused.Message, StringComparison.Ordinal);
        File.Delete(changed);
        Assert.Contains("is gone", Assert.Throws<SessionException>(() => SessionFolder.Open(_folder.File("s"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"position\": 1", "\"position\": 0", "its seal says")]
    [InlineData("\"note\": \"n\"", "\"note\": \"m\"", "its seal says")]
    [InlineData("\"position\": 1", "\"position\": 7", "its position is 7 of 1 steps")]
    [InlineData("\"form\": 1", "\"form\": 9", "it has form 9")]
    [InlineData("\"form\": 1", "\"farm\": 1", "does not fit")]
    [InlineData("\"source\": \"", "\"source\": \"../", "is no SHA-256")]
    public void Open_LogChangedByHand_IsRefused(string before, string after, string expected)
    {
        using (SessionFolder session = Create())
        {
            Edit(session, "second");
        }

        string log = _folder.File("s/session.json");
        string text = File.ReadAllText(log);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(log, text.Replace(before, after, StringComparison.Ordinal));

        SessionException refused = Assert.Throws<SessionException>(() => SessionFolder.Open(_folder.File("s")));

        Assert.Contains("changed by hand", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_StepFromAnotherPicture_ChangesNothing()
    {
        using SessionFolder session = Create();
        string before = File.ReadAllText(_folder.File("s/session.json"));
        string other = session.Take(Encoding.UTF8.GetBytes("other"));

        Assert.Throws<SessionException>(() => session.Apply(new SessionStep { Workflow = "fill", Request = other, Before = other, After = other }));

        Assert.Equal(before, File.ReadAllText(_folder.File("s/session.json")));
    }

    [Fact]
    public void Open_HeldByAnother_SaysSo()
    {
        using SessionFolder session = Create();

        Assert.Contains("another program", Assert.Throws<SessionException>(() => SessionFolder.Open(_folder.File("s"))).Message, StringComparison.Ordinal);
        Assert.Contains("holds no session", Assert.Throws<SessionException>(() => SessionFolder.Open(_folder.File("none"))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void Edit(SessionFolder session, string picture) => session.Apply(new SessionStep
    {
        Workflow = "remove",
        Request = session.Take(Encoding.UTF8.GetBytes("{}")),
        Mask = session.Take(Encoding.UTF8.GetBytes("mask")),
        Before = session.Log.CurrentHash(),
        After = session.Take(Encoding.UTF8.GetBytes(picture)),
        Note = "n",
    });

    private string Photo() => _folder.Write("photo.png", Encoding.UTF8.GetBytes("the photo"));

    private SessionFolder Create() => SessionFolder.Create(_folder.File("s"), Photo());
}
