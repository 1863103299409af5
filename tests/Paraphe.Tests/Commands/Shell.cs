using System.Diagnostics;
using Paraphe.Features.Commands;

namespace Paraphe.Tests.Commands;

/// <summary>The program's commands as a shell sees them: exit code and what was printed.</summary>
internal sealed record Ran(int? Exit, string Out, string Errors)
{
    /// <summary>The value of a line <c>name value</c>.</summary>
    public string this[string name] =>
        Out.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..].Trim();
}

internal static class Shell
{
    /// <summary>Runs a command within this process, on the world's database.</summary>
    public static async Task<Ran> Run(this World world, params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await Paraphe.Features.Commands.Commands.Run(args, world.Services, output, errors);
        return new Ran(exit, output.ToString(), errors.ToString());
    }

    /// <summary>Runs the built program as a process of its own, with the settings of the world.</summary>
    public static async Task<Ran> Start(this World world, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "paraphe.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["PARAPHE_DATA"] = world.Data,
                ["PARAPHE_DATABASE"] = world.Database,
                ["PARAPHE_PUBLIC_URL"] = "https://paraphe.example",
                ["DOTNET_ENVIRONMENT"] = "Test",
            },
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, await output, await errors);
    }
}
