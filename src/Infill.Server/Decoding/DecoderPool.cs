using System.Collections.Concurrent;
using Infill.Imaging;
using Infill.Server.Running;

namespace Infill.Server.Decoding;

/// <summary>A few processes that decode. One is kept warm; one that crashed, hung or grew is replaced, and only its own picture is refused.</summary>
internal sealed class DecoderPool : IPictureDecoder
{
    /// <summary>A process that still holds this much after a picture is replaced: its memory is worth more to the next job.</summary>
    private const long LeanBytes = 256L << 20;

    private readonly DecoderOptions _options;
    private readonly Action<string> _log;
    private readonly SemaphoreSlim _turns;
    private readonly ConcurrentStack<DecoderChild> _warm = new();
    private volatile bool _isClosed;

    /// <summary>Begins to start the first process; whoever comes before it is warm waits for it.</summary>
    /// <param name="options">The processes.</param>
    /// <param name="log">Told of every process that was lost.</param>
    public DecoderPool(DecoderOptions options, Action<string> log)
    {
        (_options, _log, _turns) = (options, log, new SemaphoreSlim(options.Processes));
        WarmUp();
    }

    /// <inheritdoc/>
    public async Task<ImageHeader> ReadHeaderAsync(Stream file, LoadOptions options, CancellationToken cancellationToken)
    {
        // The headers of most files are read by code that cannot overrun; only others need a decoder.
        if (ImageFile.PeekHeader(file, options) is ImageHeader header)
        {
            return header;
        }

        // Before the turn is taken: whatever this throws, no turn is lost with it.
        DecodeOrder order = Order(file, options, wantsPixels: false);
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Serve(order, file, stream => PictureWire.ReadHeader(stream, options), cancellationToken), CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Image Load(Stream file, LoadOptions options, CancellationToken cancellationToken)
    {
        DecodeOrder order = Order(file, options, wantsPixels: true);
        _turns.Wait(cancellationToken);
        return Serve(order, file, stream => PictureWire.ReadImage(stream, options), cancellationToken);
    }

    /// <summary>Ends the processes.</summary>
    public void Dispose()
    {
        _isClosed = true;
        Close();
    }

    private DecodeOrder Order(Stream file, LoadOptions options, bool wantsPixels)
    {
        if (file.Length > options.MaxBytes)
        {
            throw new ImageFileException($"{options.StreamName} has {file.Length} bytes, the limit is {options.MaxBytes}; make it smaller or raise the limit.") { IsLimit = true };
        }

        file.Position = 0;
        return new DecodeOrder(wantsPixels, options, _options.Patience, file.Length);
    }

    private T Serve<T>(DecodeOrder order, Stream file, Func<Stream, T> read, CancellationToken cancellationToken)
    {
        DecoderChild? child = null;
        bool isWell = false;
        try
        {
            child = _warm.TryPop(out DecoderChild? warm) ? warm : DecoderChild.Start(_options);
            T answer = child.Ask(order, file, read, cancellationToken);
            isWell = true;
            return answer;
        }
        catch (ImageFileException)
        {
            isWell = true;
            throw;
        }
        catch (DecoderException reason) when (reason.IsOfTheDisk)
        {
            throw new IOException(reason.Message, reason.InnerException!.HResult);
        }
        catch (DecoderException reason)
        {
            _log(reason.IsAtStart ? reason.Message : $"A decoder was lost on a picture: {reason.Message}. The picture is refused, the decoder replaced.");
            throw Explain(reason);
        }
        finally
        {
            PutBack(isWell && child!.FindBytes() <= LeanBytes ? child : null, child);
        }
    }

    private static ProblemException Explain(DecoderException reason) => new(reason.IsAtStart
        ? new Explanation(503, "decoder", "Pictures cannot be read now", "The process that decodes pictures does not start; the server's log says more.") { RetryAfter = 10 }
        : new Explanation(422, "picture", "The picture cannot be used", $"The picture was given to a decoder, and {reason.Message}; it is refused. Save it again with another program, or send a smaller one."));

    private void PutBack(DecoderChild? well, DecoderChild? child)
    {
        if (well is not null)
        {
            _warm.Push(well);
        }
        else
        {
            child?.Dispose();
        }

        _turns.Release();
        if (_isClosed)
        {
            Close();
        }
        else if (child is not null && _warm.IsEmpty)
        {
            WarmUp();
        }
    }

    // It takes a turn: there are never more processes than turns.
    private void WarmUp()
    {
        if (!_turns.Wait(0))
        {
            return;
        }

        _ = Task.Run(() =>
        {
            DecoderChild? child = null;
            try
            {
                child = DecoderChild.Start(_options);
            }
            catch (DecoderException reason)
            {
                _log(reason.Message);
            }

            PutBack(child, null);
        });
    }

    private void Close()
    {
        while (_warm.TryPop(out DecoderChild? child))
        {
            child.Dispose();
        }
    }
}
