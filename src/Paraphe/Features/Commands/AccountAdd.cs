using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Accounts;
using Paraphe.Features.Api;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Commands;

/// <summary>Makes a further account from the shell; <c>--password -</c> reads it from standard input, where no process list shows it.</summary>
internal static class AccountAdd
{
    public static readonly Command Command = new(
        "account add",
        "--name COMPANY --owner E-MAIL --password PASSWORD|- [--owner-name NAME] [--country FR] [--language fr]",
        "makes an account and its Owner",
        Run
    )
    {
        Named = ["name", "owner", "password", "owner-name", "country", "language"],
    };

    public static string RequestAddress(this Settings settings, Account account) => $"{account.RequestName}@{settings.MailDomain}";

    private static async Task<int> Run(Call call)
    {
        var given = call.Arguments;
        given.NoWords();
        var owner =
            EmailAddress.Find(given.Need("owner")) ?? throw new RefusedException($"“{given.Need("owner")}” is not an e-mail address.");
        var language = given.Find("language") ?? "en";
        if (Languages.All.All(known => known.Code != language))
            throw new RefusedException($"--language is one of {string.Join(", ", Languages.All.Select(known => known.Code))}.");
        var password = given.Need("password");
        var wish = new NewAccount.Wish(
            Limited(given.Need("name"), "name"),
            Country(given.Find("country") ?? Languages.Get(language).Name[3..]),
            language,
            Limited(given.Find("owner-name") is { Length: > 0 } name ? name : NameIn(owner.Text), "owner-name"),
            owner.Text,
            password == "-" ? Console.In.ReadLine() ?? "" : password
        );
        var (account, member) = await call.The<NewAccount>().Make(wish);
        var db = call.The<Db>();
        var key = db.AddKey(member.Id, "account add", Scopes.All);
        await db.SaveChangesAsync();
        call.Print("account", account.Id.ToString());
        call.Print("sign-in", $"{call.The<Settings>().PublicUrl}/sign-in");
        call.Print("request-address", call.The<Settings>().RequestAddress(account));
        // Shown this once: an installation can be automated without a browser.
        call.Print("api-key", key);
        return 0;
    }

    private static string Limited(string text, string option) =>
        text.Trim() is { Length: > 0 and <= 120 } fit ? fit : throw new RefusedException($"--{option} has 1 to 120 characters.");

    private static string Country(string code) =>
        CultureInfo
            .GetCultures(CultureTypes.SpecificCultures)
            .Any(culture => culture.Name.EndsWith("-" + code.ToUpperInvariant(), StringComparison.Ordinal))
        && code.Length == 2
            ? code.ToUpperInvariant()
            : throw new RefusedException($"“{code}” is not the two-letter code of a country.");

    // lea.morel@… is Lea Morel until she says otherwise.
    private static string NameIn(string address) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(address[..address.LastIndexOf('@')].Replace('.', ' ').Replace('_', ' '));
}
