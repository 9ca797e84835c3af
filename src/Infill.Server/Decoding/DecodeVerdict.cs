namespace Infill.Server.Decoding;

/// <summary>The first number of a decoder's answer.</summary>
internal enum DecodeVerdict
{
    /// <summary>The process is warm; written once, at its start.</summary>
    Ready = 1,

    /// <summary>What was asked for follows.</summary>
    Read = 2,

    /// <summary>The picture is refused; the reason follows.</summary>
    Refused = 3,

    /// <summary>A limit refuses it; the reason follows.</summary>
    Limited = 4,
}
