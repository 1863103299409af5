namespace Paraphe.Features.Commands;

/// <summary>What follows a command's name: <c>--name value</c>, <c>--name=value</c>, <c>--flag</c>, and words of their own.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> words = [];

    /// <param name="named">Options that take a value.</param>
    /// <param name="flags">Options that take none.</param>
    /// <exception cref="WrongUsageException">An option that is not known, given twice, or without its value.</exception>
    public Arguments(IReadOnlyList<string> args, IReadOnlyList<string> named, IReadOnlyList<string> flags)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
                continue;
            }
            var (name, value) = args[i][2..].Split('=', 2) is [var before, var after] ? (before, after) : (args[i][2..], null);
            if (flags.Contains(name, StringComparer.Ordinal) && value is null)
                value = "";
            else if (!named.Contains(name, StringComparer.Ordinal))
                throw new WrongUsageException($"There is no option --{name} here.");
            else
                value ??= ++i < args.Count ? args[i] : throw new WrongUsageException($"--{name} needs a value.");
            if (!options.TryAdd(name, value))
                throw new WrongUsageException($"--{name} is given twice.");
        }
    }

    public IReadOnlyList<string> Words => words;

    public bool Has(string flag) => options.ContainsKey(flag);

    public string? Find(string name) => options.GetValueOrDefault(name);

    public string Need(string name) =>
        options.GetValueOrDefault(name) is { Length: > 0 } value ? value : throw new WrongUsageException($"--{name} is missing.");

    public int Number(string name, int otherwise, int most)
    {
        if (Find(name) is not { } text)
            return otherwise;
        return
            int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number <= most
            ? number
            : throw new WrongUsageException($"--{name} is a whole number from 0 to {most}, not “{text}”.");
    }

    public string OnlyWord(string what) =>
        words is [var one]
            ? one
            : throw new WrongUsageException(words.Count == 0 ? $"{what} is missing." : $"Only one {what} can be given.");

    public void NoWords()
    {
        if (words.Count > 0)
            throw new WrongUsageException($"“{words[0]}” is not understood here.");
    }
}

/// <summary>The command was called wrongly: its usage is shown, exit code 2.</summary>
public sealed class WrongUsageException(string message) : Exception(message);

/// <summary>The command cannot do what it was asked, said in plain words: exit code 1, nothing was changed.</summary>
public sealed class RefusedException(string message, Exception? inner = null) : Exception(message, inner);
