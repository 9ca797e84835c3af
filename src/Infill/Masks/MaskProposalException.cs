namespace Infill.Masks;

/// <summary>A network found nothing that could be a mask.</summary>
/// <param name="message">What was asked, what came back, and what to try instead.</param>
public sealed class MaskProposalException(string message) : Exception(message);
