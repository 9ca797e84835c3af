using Infill.Onnx.Weights;

namespace Infill.Onnx.Store;

/// <summary>Where models are kept: the cache that all tools of the Hugging Face hub share, found by their own rules.</summary>
public static class StoreLocation
{
    /// <summary>The folder of the cache: HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME/hub, XDG_CACHE_HOME/huggingface/hub or ~/.cache/huggingface/hub, the first that is set.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    /// <exception cref="ModelException">None of them is set, and there is no home folder.</exception>
    /// <remarks>Source: huggingface_hub, <c>constants.py</c>.</remarks>
    public static string Find(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return Path.GetFullPath(Set(variable, "HF_HUB_CACHE") ?? Set(variable, "HUGGINGFACE_HUB_CACHE") ?? Path.Combine(Home(variable), "hub"));
    }

    /// <summary>The token that a hub knows the user by: HF_TOKEN, HUGGING_FACE_HUB_TOKEN, or the file that HF_TOKEN_PATH or HF_HOME leads to; null if there is none.</summary>
    /// <exception cref="ModelException">It is no single printable word, so it cannot be sent.</exception>
    internal static string? FindToken(Func<string, string?> variable)
    {
        string? token = Set(variable, "HF_TOKEN") ?? Set(variable, "HUGGING_FACE_HUB_TOKEN") ?? ReadToken(Set(variable, "HF_TOKEN_PATH") ?? Path.Combine(Home(variable), "token"));
        return token is null || token.All(c => c is > ' ' and <= '~') ? token
            : throw new ModelException("The token (HF_TOKEN, or the file that HF_TOKEN_PATH names) holds blanks or characters that cannot be sent; copy it again.") { Fault = ModelFault.Unfit };
    }

    private static string Home(Func<string, string?> variable)
    {
        if (Set(variable, "HF_HOME") is string home)
        {
            return home;
        }

        string user = Set(variable, "HOME") ?? Set(variable, "USERPROFILE") ?? "";
        string? cache = Set(variable, "XDG_CACHE_HOME") ?? (user.Length > 0 ? Path.Combine(user, ".cache") : null);
        return cache is not null ? Path.Combine(cache, "huggingface")
            : throw new ModelException("There is no home folder to keep models in; set HF_HOME to a folder.") { Fault = ModelFault.Missing };
    }

    private static string? Set(Func<string, string?> variable, string name)
    {
        string? value = variable(name)?.Trim();
        return value switch
        {
            null or "" => null,
            _ when value[0] == '~' && (value.Length == 1 || value[1] is '/' or '\\') && (variable("HOME") ?? variable("USERPROFILE")) is string home => home + value[1..],
            _ => value,
        };
    }

    private static string? ReadToken(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using WeightFile file = WeightFile.Open(path);
        byte[] text = new byte[Math.Min(file.Length, 4096)];
        file.Read(0, text);
        string token = System.Text.Encoding.UTF8.GetString(text).Trim();
        return token.Length > 0 ? token : null;
    }
}
