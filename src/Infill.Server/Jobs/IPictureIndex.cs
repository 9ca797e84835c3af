namespace Infill.Server.Jobs;

/// <summary>The pictures and masks that clients sent. What a method has done is durable when it returns.</summary>
internal interface IPictureIndex
{
    /// <summary>Names a stored file; the caller holds it until this returns.</summary>
    /// <exception cref="Running.ProblemException">Its owner has as much as one may have.</exception>
    void Add(StoredPicture picture);

    /// <summary>A picture by its id, whoever owns it, or null.</summary>
    StoredPicture? FindPicture(string id);

    /// <summary>Bytes of all files that an owner's pictures and jobs name.</summary>
    long Used(string owner);

    /// <summary>Puts another file under a picture's id, if it is still as it was; the caller holds the file until this returns.</summary>
    /// <returns>False if it is gone or was changed in between; nothing happens then.</returns>
    bool Replace(StoredPicture before, StoredPicture after);

    /// <summary>Forgets it; jobs that use its file keep it.</summary>
    bool RemovePicture(string id);
}
