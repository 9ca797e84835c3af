namespace Infill;

/// <summary>A run changed a pixel that it had to keep. Nothing is returned: it is a fault in this library, never the user's.</summary>
public sealed class KeepProofException : Exception
{
    /// <summary>Refuses a result whose proof does not hold.</summary>
    public KeepProofException(KeepProof proof)
        : base($"{proof.ChangedPixels} of {proof.KeptPixels} kept pixels changed, by up to {proof.MaxDifference}; none may. " +
            "The result was thrown away. This is a fault in Infill: report it with the picture's size, format and mask.") => Proof = proof;

    /// <summary>The measurement that failed.</summary>
    public KeepProof Proof { get; }
}
