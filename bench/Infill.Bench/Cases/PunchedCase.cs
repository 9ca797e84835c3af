using Infill.Imaging;

namespace Infill.Bench.Cases;

/// <summary>A case made ready: truth, mask and the picture with a magenta hole, as files for peers and as floats for scores.</summary>
internal sealed class PunchedCase
{
    private PunchedCase(HoleCase hole, string folder, FloatImage truth, Mask mask)
    {
        (Hole, Folder, Truth, Mask) = (hole, folder, truth, mask);
    }

    public HoleCase Hole { get; }

    /// <summary>Cache folder, named by the hash of truth and mask: outputs of peers live here.</summary>
    public string Folder { get; }

    public FloatImage Truth { get; }

    public Mask Mask { get; }

    /// <summary>The picture that every engine gets: nobody sees the truth.</summary>
    public string InputPath => Path.Combine(Folder, "input.png");

    public string MaskPath => Path.Combine(Folder, "mask.png");

    /// <summary>Loads a photo, scales it and punches the hole; null if the photo is not installed.</summary>
    public static PunchedCase? Make(CaseFile file, HoleCase hole)
    {
        string photo = file.FindPhoto(hole);
        if (!File.Exists(photo))
        {
            return null;
        }

        FloatImage truth = Pictures.LoadScaled(photo, HoleCase.MaxWidth);
        Mask mask = Blob.Make(truth.Size, hole);
        string hash = Pictures.Hash(truth, mask);
        string folder = Path.Combine(Repository.Artifacts, "cases", $"{hole.Name}-{hash[..12]}");
        var made = new PunchedCase(hole, folder, truth, mask);
        if (!File.Exists(made.MaskPath))
        {
            Directory.CreateDirectory(folder);
            Pictures.SavePng(truth, Path.Combine(folder, "truth.png"));
            Pictures.SavePng(made.Punch(), made.InputPath);
            Pictures.SavePng(Pictures.FromMask(mask), made.MaskPath);
        }

        return made;
    }

    /// <summary>The truth with a magenta hole.</summary>
    public FloatImage Punch()
    {
        FloatImage punched = Truth.Clone();
        for (int i = 0; i < Mask.Values.Length; i++)
        {
            if (Mask.Values[i] > 0)
            {
                (punched.Plane(0)[i], punched.Plane(1)[i], punched.Plane(2)[i]) = (1f, 0f, 1f);
            }
        }

        return punched;
    }
}
