using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.Guards;

namespace Infill.Onnx.MaskModels;

/// <summary>Writing in any place and direction (PP-OCR's detector and networks of its contract).</summary>
/// <remarks>Such networks mark the core of each line of text; a line of area A and perimeter L grows by 1.5·A/L to its full size.
/// Source: Liao et al., "Real-time Scene Text Detection with Differentiable Binarization", AAAI 2020. Threads may share an instance.</remarks>
public sealed class TextDetector : IMaskProposer, IDisposable
{
    private const int Float = 1;

    /// <summary>Both sides of what the network sees.</summary>
    private const int Multiple = 32;

    /// <summary>Longer side of what the network sees: letters from 0.6 % of it are found, in 2 s on two cores.</summary>
    private const int MostSide = 1536;

    /// <summary>Pictures smaller than this are enlarged up to twice: letters of a few pixels are found then.</summary>
    private const int LeastSide = 736;

    private const float Threshold = 0.3f;

    /// <summary>Mean probability of a line that counts as text; the reference's.</summary>
    private const double LeastScore = 0.6;

    private const double Unclip = 1.5;

    private readonly OnnxModel _model;
    private readonly GraphContract _contract;
    private readonly string _origin;

    private TextDetector(OnnxModel model, GraphContract contract, string origin) => (_model, _contract, _origin) = (model, contract, origin);

    /// <summary>Opens and loads a network.</summary>
    /// <param name="path">ONNX file: float[N, 3, H, W] in, probability of text float[N, 1, H, W] out, any multiples of 32.</param>
    /// <param name="threads">Threads of the session, 0 = one per core.</param>
    /// <exception cref="ModelException">Missing, refused, or of another contract.</exception>
    /// <exception cref="Infill.Engines.EngineException">The runtime refuses the network.</exception>
    public static TextDetector Open(string path, int threads = 0) => Open(new MaskModelFile(path, null), threads);

    /// <summary>The same for a file whose hash may be known.</summary>
    internal static TextDetector Open(MaskModelFile file, int threads)
    {
        using CheckedGraph graph = file.Open();
        if (graph.Contract.Inputs is not [{ ElementType: Float, Dims: [null or 1, 3, null, null] }] || graph.Contract.Outputs is not [{ ElementType: Float, Dims: [null or 1, null or 1, null, null] }])
        {
            throw new ModelException($"{file.Path} detects no text: it takes {GraphPort.Show(graph.Contract.Inputs)} and gives {GraphPort.Show(graph.Contract.Outputs)}; expected one float[?, 3, ?, ?] and one float[?, 1, ?, ?].");
        }

        return new TextDetector(graph.Load(file.Path, new OnnxOptions { Threads = threads }), graph.Contract, $"PP-OCR detector ({file.Describe(graph.Hash)}), text");
    }

    /// <inheritdoc/>
    /// <exception cref="Infill.Engines.EngineException">The network failed.</exception>
    public IReadOnlyList<MaskProposal> Propose(Image image, MaskPrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(prompt);
        if (prompt.Kind != MaskPromptKind.Text || prompt.FindProblem(image.Size) is not null)
        {
            throw new ArgumentException($"Text is asked for without clicks and box, not {prompt.Kind}.", nameof(prompt));
        }

        ScoreMap map = Look(image, cancellationToken);
        var mask = new Mask(map.Size, default);
        double scores = 0;
        int lines = 0;
        foreach (MaskComponent part in MaskComponents.Find(map.Cleaned(Threshold, crumbShare: 0).ToMask(map.Size, Threshold)))
        {
            double score = MeanOn(part, map);
            if (score >= LeastScore)
            {
                (scores, lines) = (scores + score, lines + 1);
                mask = MaskCombine.Add(mask, Grown(part, map.Size));
            }
        }

        return lines == 0 ? throw new MaskProposalException("No text is found in this picture. If there is some, draw a box around it: --mask \"rect:x,y,w,h\".")
            : prompt.Candidate is null or 1 ? [new MaskProposal(ToPicture(mask, image.Size), scores / lines, $"{_origin}, {lines} line{(lines == 1 ? "" : "s")}")]
            : throw new MaskProposalException($"There is 1 proposal for text, so none with the number {prompt.Candidate}.");
    }

    /// <summary>The network's own map of text at the picture's size, 0…1.</summary>
    /// <exception cref="Infill.Engines.EngineException">The network failed.</exception>
    internal Mask Map(Image image, CancellationToken cancellationToken) => Look(image, cancellationToken).ToSoftMask(image.Size);

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    /// <summary>What the network sees of a picture: both sides multiples of 32, shape kept within half of that.</summary>
    internal static PixelSize SeenSize(PixelSize size)
    {
        double longer = Math.Max(size.Width, size.Height);
        double scale = Math.Min(MostSide / longer, Math.Max(1, Math.Min(2, LeastSide / longer)));
        return new PixelSize(Round(size.Width * scale), Round(size.Height * scale));

        static int Round(double side) => Math.Max(Multiple, (int)Math.Round(side / Multiple) * Multiple);
    }

    private ScoreMap Look(Image image, CancellationToken cancellationToken)
    {
        PixelSize size = SeenSize(image.Size);
        var inputs = new Dictionary<string, OnnxTensor> { [_contract.Inputs[0].Name] = SeenPicture.Normalised(SeenPicture.Of(image, size), size) };
        float[] probability = _model.Run(inputs, [_contract.Outputs[0].Name], cancellationToken)[0].Floats;
        return ScoreMap.Of("The detector of text", probability, size, (size.Width, size.Height));
    }

    private static double MeanOn(MaskComponent part, ScoreMap map)
    {
        double sum = 0;
        foreach (PixelRun run in part.Runs())
        {
            for (int x = run.X; x < run.Right; x++)
            {
                sum += map.Values[(run.Y * map.Size.Width) + x];
            }
        }

        return sum / part.PixelCount;
    }

    private static Mask Grown(MaskComponent part, PixelSize size)
    {
        var full = new Mask(size, part.Bounds);
        full.Values.AsSpan().Fill(1f);
        double radius = Unclip * part.PixelCount / (2.0 * (part.Bounds.Width + part.Bounds.Height));
        return MaskGrow.Grow(part.Cut(full), Math.Clamp((int)Math.Ceiling(radius), 1, MaskGrow.MaxPx));
    }

    private static Mask ToPicture(Mask seen, PixelSize picture)
    {
        var map = new ScoreMap(seen.Crop(seen.Size.Bounds).Values, seen.Size, (seen.Width, seen.Height));
        return map.ToMask(picture, Threshold);
    }
}
