using Microsoft.Extensions.Logging.Console;
using Paraphe.Domain;
using Paraphe.Features.Verify;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Commands;

/// <summary>
/// The commands of the program: <c>paraphe NAME …</c>. They use the settings of the environment as the application does, also while it
/// runs. Exit codes: 0 done, 1 refused with the reason, 2 called wrongly with the usage.
/// </summary>
public static class Commands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        AccountAdd.Command,
        MemberReset.Command,
        DemoCommand.Command,
        SeedCommand.Command,
        BackupCommands.Backup,
        BackupCommands.Restore,
        new(
            "verify",
            "FILE",
            "tells whether a signed PDF, or an evidence bundle, is intact and what it proves; exit code 1 when it is not",
            call => VerifyCommand.Run(Path.GetFullPath(call.Arguments.OnlyWord("FILE")), call.Out, call.Err)
        )
        {
            NeedsDatabase = false,
        },
    ];

    /// <summary>Whether the program was asked for something else than serving; a host's settings (<c>--urls …</c>) are not.</summary>
    public static bool Asked(string[] args) =>
        args is [var first, ..] && (first is "--demo" or "--help" or "-h" || !first.StartsWith('-') && !first.StartsWith('/'));

    /// <summary>Results go to standard output: what is logged meanwhile must not stand between them.</summary>
    public static void Quiet(this WebApplicationBuilder builder, string[] args)
    {
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        if (!Asked(args) || (args[0] == "--demo" && !args.Contains("--only", StringComparer.Ordinal)))
            return;
        // EF Core looks for its table of migrations by failing to read it.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Runs the command that <paramref name="args"/> name.</summary>
    /// <returns>Its exit code; null when the program shall go on and serve.</returns>
    public static async Task<int?> Run(string[] args, IServiceProvider services, TextWriter output, TextWriter errors)
    {
        if (!Asked(args))
            return null;
        if (args[0] is "--help" or "-h" or "help")
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }
        if (Find(args) is not { } command)
        {
            await errors.WriteLineAsync($"There is no command “{args[0]}”.\n\n{Usage}");
            return 2;
        }
        try
        {
            var arguments = new Arguments(args[command.Name.Split(' ').Length..], command.Named, command.Flags);
            if (command.NeedsDatabase)
                await Migrating.Migrate(services);
            await using var scope = services.CreateAsyncScope();
            var exit = await command.Run(new Call(arguments, scope.ServiceProvider, output, errors));
            return command == DemoCommand.Command && !arguments.Has("only") ? null : exit;
        }
        catch (WrongUsageException wrong)
        {
            await errors.WriteLineAsync($"{wrong.Message}\n\nparaphe {command.Name} {command.Usage}".TrimEnd());
            return 2;
        }
        catch (BrokenRuleException broken)
        {
            await errors.WriteLineAsync(Words(broken, services.GetRequiredService<Texts>().In("en")));
            return 1;
        }
        catch (RefusedException refused)
        {
            await errors.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (Exception away) when (away is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            // The database or the disk said no; a trace of our code would not help who called.
            await errors.WriteLineAsync(away.Message);
            return 1;
        }
    }

    private static Command? Find(string[] args) =>
        All.FirstOrDefault(command =>
            args.Take(command.Name.Split(' ').Length).SequenceEqual(command.Name.Split(' '), StringComparer.Ordinal)
        );

    private static string Words(BrokenRuleException broken, Texts texts) =>
        texts.Has(broken.Rule) ? texts[broken.Rule, [.. broken.Args]] : broken.Rule;

    private static string Usage =>
        string.Join(
            '\n',
            [
                "paraphe                 serves Paraphe; settings are read from the environment (PARAPHE_…)",
                .. All.Select(command => $"paraphe {command.Name} {command.Usage}\n    {command.Does}"),
            ]
        );
}
