using System.Diagnostics;

namespace Paraphe.Tests.Pdf;

/// <summary>Other people's PDF programs, as judges of ours.</summary>
internal static class Tools
{
    public static string Repository { get; } = FindRepository();

    public static async Task<(int Code, string Output)> Run(string program, byte[] pdf, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        try
        {
            string[] all = [.. arguments.Select(a => a == "FILE" ? file : a)];
            var start = new ProcessStartInfo(program, all)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static async Task<string> Text(byte[] pdf) => (await Run("pdftotext", pdf, "-layout", "FILE", "-")).Output;

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Paraphe.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Not inside the repository");
    }
}
