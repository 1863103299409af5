using Paraphe.Features.Demo;
using Paraphe.Platform;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Commands;

/// <summary>The demo account, made once; asked again, its Owner gets a new password.</summary>
internal static class DemoCommand
{
    public static readonly Command Command = new(
        "--demo",
        "[--language fr] [--only]",
        "makes a demo account, prints its sign-in and serves; --only stops before serving",
        Run
    )
    {
        Named = ["language"],
        Flags = ["only"],
    };

    private static async Task<int> Run(Call call)
    {
        call.Arguments.NoWords();
        var demo = call.The<DemoAccount>();
        var (email, password, isNew) = await demo.SignInOf(call.Arguments.Find("language") ?? LanguageOfShell());
        call.Out.WriteLine(isNew ? "The demo account is ready." : "The demo account exists already; here is a new password.");
        call.Print("address", $"{call.The<Settings>().PublicUrl}/sign-in");
        call.Print("sign-in", email);
        call.Print("password", password);
        call.Out.WriteLine();
        return 0;
    }

    private static string LanguageOfShell() =>
        new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
            .Select(Environment.GetEnvironmentVariable)
            .Select(value => Languages.Find(value?.Split('_', '.')[0])?.TwoLetterISOLanguageName)
            .FirstOrDefault(language => language is not null)
        ?? "en";
}
