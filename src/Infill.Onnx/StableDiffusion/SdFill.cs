using System.Globalization;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Sampling;
using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Controls;
using Infill.Onnx.Models;
using Infill.Tiles;

namespace Infill.Onnx.StableDiffusion;

/// <summary>One fill: the whole tile at the model's native area, then, if asked for, the hole's surroundings again at a finer scale.</summary>
internal sealed class SdFill
{
    private readonly SdRuntime _runtime;
    private readonly Tile _tile;
    private readonly FillOptions _options;
    private readonly RunChoice _choice;
    private readonly WorkFrame _frame;
    private readonly RefinePlan? _refine;

    /// <summary>Plans a fill.</summary>
    /// <exception cref="EngineException">The model cannot do what was asked for.</exception>
    public SdFill(SdRuntime runtime, Tile tile, FillOptions options)
    {
        (_runtime, _tile, _options) = (runtime, tile, options);
        _choice = RunChoice.Of(runtime.Model, options);
        SdVariant variant = runtime.Model.Variant;
        _frame = WorkFrame.For(tile.Image.Size, variant.NativeSide, variant.Factor, runtime.SideMultiple);
        _refine = options.Diffusion?.RefineStrength is double strength
            ? RefinePlan.For(tile, _frame, rect => WorkFrame.For(rect, variant.NativeSide, variant.Factor, runtime.SideMultiple), _choice with { Sampling = _choice.Sampling with { Strength = strength } })
            : null;
    }

    /// <summary>Runs it.</summary>
    public EngineFill Run(IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        var steps = new FillSteps(progress, _choice.Plan().Steps.Count + (_refine?.Choice.Plan().Steps.Count ?? 0));
        bool isTiled = _runtime.RequireMemory(_frame.Work) | (_refine is not null && _runtime.RequireMemory(_refine.Frame.Work));
        _runtime.BeginLoading(_frame.Work, isTiled, _options.Threads);
        FloatImage shown = ShownPicture.Of(_tile, _options.Diffusion?.HoleContent ?? default, _options, cancellationToken);
        (TextCondition Positive, TextCondition Negative) texts = _runtime.Encode(_choice.Prompts, _options.Threads, cancellationToken);
        SdNetworks networks = _runtime.Load(_options.Threads);
        networks = networks with
        {
            Codec = new CheckedCodec(isTiled ? new TiledCodec(networks.Codec, MemoryNeed.TileSide, MemoryNeed.TileOverlap) : networks.Codec),
        };

        var previews = new List<FloatImage>();
        FloatImage Pass(FloatImage picture, PixelRect rectInTile, WorkFrame frame, RunChoice choice)
        {
            InpaintJob job = Job((picture, _tile.Mask.Crop(rectInTile)), frame, choice, texts);
            var run = new InpaintRun(networks, job with { Lead = job.Lead with { Controls = Controls(networks, job, rectInTile, frame) } });
            return frame.Leave(run.Run(Show, cancellationToken));

            void Show(SamplerState state)
            {
                FloatImage? preview = state.Clean is FloatImage estimate ? run.Colors?.Apply(estimate) : null;
                previews.AddRange(preview is null ? [] : [preview]);
                steps.Next(preview);
            }
        }

        FloatImage made = Pass(shown, _tile.Image.Size.Bounds, _frame, _choice);
        if (_refine is not null)
        {
            made = _refine.Paste(made, Pass(_refine.Cut(shown, made, _tile.Mask), _refine.Rect, _refine.Frame, _refine.Choice));
        }

        steps.End();
        return new EngineFill { Image = WithAlpha(made), Previews = previews, Notes = [.. Notes(isTiled), .. _runtime.Model.Remarks] };
    }

    private InpaintJob Job((FloatImage Picture, Mask Mask) content, WorkFrame frame, RunChoice choice, (TextCondition Positive, TextCondition Negative) texts)
    {
        SdVariant variant = _runtime.Model.Variant;
        Mask mask = frame.Enter(content.Mask);
        PixelSize work = frame.Work;
        return new InpaintJob
        {
            Picture = frame.Enter(content.Picture),
            Mask = mask,
            LatentMask = LatentMask.MaxPool(mask, new PixelSize(work.Width / variant.Factor, work.Height / variant.Factor)),
            Lead = new UNetLead
            {
                Positive = texts.Positive,
                Negative = choice.IsLed ? texts.Negative : null,
                TimeIds = variant.Family == SdFamily.Sdxl ? [work.Height, work.Width, 0, 0, work.Height, work.Width] : null,
                TimeCondition = choice.TimeCondition,
            },
            Scheduler = choice.Scheduler,
            Sampling = choice.Sampling,
            Guidance = choice.Guidance,
            Blend = choice.Blend,
            Noise = new TorchNoise((ulong)_options.Seed),
        };
    }

    private IReadOnlyList<ControlUnit> Controls(SdNetworks networks, InpaintJob job, PixelRect rectInTile, WorkFrame frame)
    {
        PixelRect rectInImage = rectInTile.RelativeTo(-_tile.RectInImage.X, -_tile.RectInImage.Y);
        return _runtime.Controls.Setups.Count == 0 ? [] : [.. networks.UNets.Controls.Zip(_runtime.Controls.Setups, (network, setup) =>
            new ControlUnit(network, ControlPicture.Of(setup, (job.Picture, job.Mask), rectInImage, frame)) { Scale = setup.Scale, Start = setup.Start, End = setup.End })];
    }

    // What is generated is opaque; the picture's own transparency stays where it is kept.
    private FloatImage WithAlpha(FloatImage made)
    {
        if (_tile.Image.Channels == made.Channels)
        {
            return made;
        }

        FloatImage all = _tile.Image.Clone();
        made.Values.CopyTo(all.Values, 0);
        Span<float> alpha = all.Plane(made.Channels);
        for (int i = 0; i < alpha.Length; i++)
        {
            alpha[i] = _tile.Mask[i % all.Width, i / all.Width] > 0 ? 1f : alpha[i];
        }

        return all;
    }

    private IEnumerable<string> Notes(bool isTiled)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Work size {_frame.Work} for a tile of {_frame.Tile} (scale {_frame.Scale:0.###}){(isTiled ? ", autoencoder in tiles" : "")}.");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{_choice.Plan().Steps.Count} of {_choice.Sampling.Steps} steps of {_choice.Scheduler.Kind}, strength {_choice.Sampling.Strength}, guidance {_choice.Guidance.Scale}.");
        if (_runtime.Model.TinyVae is not null)
        {
            yield return "Not exact: the small autoencoder stands for the model's own.";
        }

        if (_runtime.StepCache is StepCache cache)
        {
            yield return $"Not exact: the whole network runs every {cache.Interval} steps.";
        }

        foreach (ControlSetup control in _runtime.Controls.Setups)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Led by {control.Kind} × {control.Scale}, from {control.Start} to {control.End} of the run.");
        }

        if (_options.Diffusion?.RefineStrength is not null)
        {
            yield return _refine?.ToString() ?? "No second pass: the first one had the picture's own scale.";
        }
    }
}
