namespace Paraphe.Platform.Pdf;

/// <summary>
/// What Node lets the worker's scripts do: read its own parts and nothing else, write nothing, start nothing. Native code (Typst,
/// libvips) is not bound by this; Typst keeps to its templates folder by itself, libvips sees only memory.
/// </summary>
internal static class RenderPermissions
{
    public static string[] Of(RenderSettings settings)
    {
        string[] readable = [Path.GetDirectoryName(settings.Worker)!, settings.Modules!, settings.Templates];
        return
        [
            "--experimental-permission",
            "--allow-addons",
            "--allow-worker",
            .. readable.Select(folder => $"--allow-fs-read={Path.Combine(Path.GetFullPath(folder), "*")}"),
        ];
    }
}
