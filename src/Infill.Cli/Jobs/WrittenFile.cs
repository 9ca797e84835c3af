using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>A file that stands on disk under its final name.</summary>
/// <param name="Format">Format that was written.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Hash of the bytes, lower-case hex.</param>
/// <param name="Proof">What decoding it again showed.</param>
internal sealed record WrittenFile(FileFormat Format, long Bytes, string Sha256, FileProof Proof);
