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

    /// <summary>Forgets it; jobs that use its file keep it.</summary>
    bool RemovePicture(string id);
}
