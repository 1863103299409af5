namespace Paraphe.Platform.Pdf;

/// <summary>Where the render worker finds its parts, and what one document may cost.</summary>
public sealed record RenderSettings
{
    public string Node { get; init; } = Environment.GetEnvironmentVariable("PARAPHE_NODE") is { Length: > 0 } node ? node : "node";

    public string Worker { get; init; } = Path.Combine(AppContext.BaseDirectory, "Platform", "Pdf", "worker", "main.mjs");

    /// <summary>The folder of Typst templates: all that a template can read.</summary>
    public string Templates { get; init; } = Path.Combine(AppContext.BaseDirectory, "Documents");

    /// <summary>Null when no folder <c>node_modules</c> with the renderer's packages was found.</summary>
    public string? Modules { get; init; } = FindModules();

    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan DocumentLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a document may stand in the queue, and how many may.</summary>
    public TimeSpan QueueLimit { get; init; } = TimeSpan.FromMinutes(2);

    public int QueueLength { get; init; } = 200;

    /// <summary>Documents after which a fresh process takes over, as Typst's memory only grows.</summary>
    public int DocumentsPerProcess { get; init; } = 500;

    /// <summary>An unused process gives its memory back.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(5);

    public long MemoryLimit { get; init; } = 1L << 30;

    public int MaxBytes { get; init; } = 128 << 20;

    /// <summary>Above this many pixels a picture is refused unread.</summary>
    public int MaxPixels { get; init; } = 120_000_000;

    private static string? FindModules()
    {
        if (Environment.GetEnvironmentVariable("PARAPHE_NODE_MODULES") is { Length: > 0 } given)
            return Path.GetFullPath(given);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var modules = Path.Combine(folder.FullName, "node_modules");
            if (Directory.Exists(Path.Combine(modules, "@myriaddreamin", "typst-ts-node-compiler")))
                return modules;
        }
        return null;
    }

    /// <summary>Folders with one font each, in no particular order; the templates name the order.</summary>
    internal IEnumerable<string> Fonts() =>
        FontFolders.Select(font => Path.Combine(Modules!, "@expo-google-fonts", Path.Combine(font.Split('/')))).Where(Directory.Exists);

    private static readonly string[] FontFolders =
    [
        "inter/400Regular",
        "inter/400Regular_Italic",
        "inter/500Medium",
        "inter/600SemiBold",
        "caveat/500Medium",
        "noto-sans/400Regular",
        "noto-sans/600SemiBold",
        "noto-sans-symbols-2/400Regular",
        "noto-sans-math/400Regular",
        "noto-sans-arabic/400Regular",
        "noto-sans-hebrew/400Regular",
        "noto-sans-jp/400Regular",
        "noto-emoji/400Regular",
    ];
}
