using Infill.Onnx.Store;

namespace Infill.Tests.Onnx.Store;

public sealed class StoredFormTests
{
    [Theory]
    [InlineData("model_index.json unet/diffusion_pytorch_model.safetensors", "diffusers")]
    [InlineData("model_index.json unet/diffusion_pytorch_model.fp16.safetensors vae/diffusion_pytorch_model.bf16.safetensors", "diffusers bf16 fp16")]
    [InlineData("model_index.json unet/model.onnx", "onnx folder")]
    [InlineData("config.json diffusion_pytorch_model.safetensors README.md", "part")]
    [InlineData("v1-5.safetensors config.json", "safetensors")]
    [InlineData("lama.onnx", "onnx")]
    [InlineData("config.json", "other")]
    [InlineData("", "other")]
    public void Of_Names_SaysWhatTheyAre(string names, string form) => Assert.Equal(form, StoredForm.Of(names.Split(' ')));

    [Fact]
    public void Reach_SeveralFilesAtATime_AddUp()
    {
        BlobFile[] files = [.. Enumerable.Range(0, 8).Select(i => new BlobFile($"{i}", $"{i}", 1000))];
        var last = new List<PullProgress>();
        var meter = new PullMeter(new Sink(last.Add));
        meter.Begin(files);

        Parallel.ForEach(files, file =>
        {
            for (int bytes = 0; bytes <= 1000; bytes += 100)
            {
                meter.Reach(file, bytes);
            }

            meter.Finish(file);
        });

        Assert.Equal((8000, 8000, 8, 8), (last[^1].Bytes, last[^1].TotalBytes, last[^1].Files, last[^1].TotalFiles));
        Assert.Equal(last.OrderBy(step => step.Bytes), last);
    }

    [Fact]
    public void Reach_FileThatBeginsAgain_GoesBack()
    {
        var file = new BlobFile("a", "a", 1000);
        var last = new List<PullProgress>();
        var meter = new PullMeter(new Sink(last.Add));
        meter.Begin([file]);

        meter.Reach(file, 600);
        meter.Reach(file, 100);

        Assert.Equal([600, 100], last.Select(step => step.Bytes));
    }

    private sealed class Sink(Action<PullProgress> take) : IProgress<PullProgress>
    {
        public void Report(PullProgress value) => take(value);
    }
}
