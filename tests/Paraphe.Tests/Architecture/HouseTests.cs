using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;
using Paraphe.Tests.Data;

namespace Paraphe.Tests.Architecture;

/// <summary>Keeps the table of who may use whom true, and that nothing gets past sign-in and the account's filter.</summary>
[Trait("Database", "Either")]
public sealed partial class HouseTests(World world)
{
    /// <summary>Who is not signed in may come here; every other place sends him to sign in.</summary>
    private static readonly string[] Public =
    [
        "/",
        "/api",
        "/brand/{account:guid}.css",
        "/brand/{account:guid}/logo",
        "/built/{name}",
        "/calendar/{token}.ics",
        "/design",
        "/design/portal",
        "/design/sign",
        "/design/work",
        "/error/{code:int}",
        "/health/live",
        "/health/ready",
        "/i/{token}",
        "/i/{token}/invoice.pdf",
        "/m/{token}.gif",
        "/mail/inbound",
        "/new-password/{token}",
        "/portal/enter/{token}",
        "/portal/{account:guid}",
        "/portal/{account:guid}/home",
        "/openapi/{documentName}.json",
        "/preferences",
        "/q/{token}",
        "/r/{account}",
        "/robots.txt",
        "/setup",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/forgotten",
        "/sign-out",
        "/verify",
        "/verify/page",
        "/welcome/{token}",
    ];

    /// <summary>Where the account is not known yet, or all accounts are meant. Each place says why.</summary>
    private static readonly string[] BeyondTheFilter =
    [
        "Features/Accounts/NewAccount.cs",
        "Features/Api/ApiKeys.cs",
        "Features/Brand/Branding.cs",
        "Features/Commands/BackupCommands.cs",
        "Features/Commands/SeedCommand.cs",
        "Features/Demo/DemoAccount.cs",
        "Features/Invoices/InvoiceLinks.cs",
        "Features/Mail/MailPlaces.cs",
        "Features/Members/MemberLinks.cs",
        "Features/Portal/Homes.cs",
        "Features/Portal/MailPixels.cs",
        "Features/Portal/PortalLinks.cs",
        "Features/Requests/Incoming/InboundEndpoint.cs",
        "Features/Requests/PublicForm/Form.cshtml.cs",
        "Features/Setup/FirstAccount.cs",
        "Features/SignIn/Session.cs",
        "Features/WorkOrders/Feeds.cs",
        "Platform/Data/MemberStore.cs",
        "Platform/Jobs/JobQueue.cs",
    ];

    private static readonly Assembly Program = typeof(Db).Assembly;

    [Fact]
    public void The_domain_stands_on_the_base_library_alone() =>
        typeof(Quote)
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "System");

    [Fact]
    public void The_platform_knows_no_feature() =>
        Sources("Platform").Where(file => UsesFeature().IsMatch(Code(file))).Select(Short).ShouldBeEmpty();

    [Fact]
    public void A_feature_does_not_use_the_pages_of_another()
    {
        var pages = Program.GetTypes().Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract).ToLookup(type => type.Name);
        var uses = new List<string>();
        foreach (var file in Sources("Features"))
        {
            var code = Code(file);
            foreach (
                var page in pages
                    .SelectMany(page => page)
                    .Where(page => page.Namespace!.StartsWith("Paraphe.Features.", StringComparison.Ordinal))
            )
                if (
                    FeatureOf(page.Namespace!) != FeatureOf(file)
                    && code.Contains($"using {page.Namespace};")
                    && Regex.IsMatch(code, $@"\b{page.Name}\b", RegexOptions.None, TimeSpan.FromSeconds(1))
                    && !pages[page.Name].Any(own => FeatureOf(own.Namespace!) == FeatureOf(file))
                )
                    uses.Add($"{Short(file)} uses {page.FullName}");
        }
        uses.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_short_list_is_open_to_everybody()
    {
        var open = (await Way.All(world)).Where(way => way.IsPublic).Select(way => way.Pattern).Distinct();

        open.Where(pattern => !Public.Contains(pattern) && !pattern.StartsWith("/q/{token}/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_of_the_office_says_what_it_needs() =>
        Program
            .GetTypes()
            .Where(type => type.IsSubclassOf(typeof(OfficePage)) && !type.IsAbstract)
            .Where(type => type.GetCustomAttribute<NeedsAttribute>() is null)
            .Select(type => type.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void Every_other_page_is_public_or_asks_for_a_member() =>
        Program
            .GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract && !type.IsSubclassOf(typeof(OfficePage)))
            .Where(type =>
                type.GetCustomAttribute<AllowAnonymousAttribute>() is null && type.GetCustomAttribute<AuthorizeAttribute>() is null
            )
            .Select(type => type.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void The_filter_of_the_account_is_left_out_in_few_places_only() =>
        Sources("").Where(file => Code(file).Contains("IgnoreQueryFilters")).Select(Short).Except(BeyondTheFilter).ShouldBeEmpty();

    [Fact]
    public void Queries_across_accounts_are_compiled_once() =>
        // A collection written in place is a new one each time, and EF Core does not know the query again.
        Sources("").Where(file => Code(file).Contains("IgnoreQueryFilters([")).Select(Short).ShouldBeEmpty();

    [Fact]
    public async Task Every_row_of_an_account_is_filtered_by_it()
    {
        await using var scope = world.Services.CreateAsyncScope();
        var types = scope.ServiceProvider.GetRequiredService<Db>().Model.GetEntityTypes().ToList();

        types
            .Where(type => type.FindProperty("AccountId") is not null || typeof(IOwned).IsAssignableFrom(type.ClrType))
            .Where(type => type.FindDeclaredQueryFilter(Db.AccountFilter) is null)
            .Select(type => type.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_program_is_short() => File.ReadAllLines(Path.Combine(Root(), "Program.cs")).Length.ShouldBeLessThanOrEqualTo(50);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Paraphe"));

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root(), folder), "*.cs*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string Short(string file) => Path.GetRelativePath(Root(), file).Replace('\\', '/');

    // Comments may speak of anything.
    private static string Code(string file) => Comment().Replace(File.ReadAllText(file), "");

    private static string FeatureOf(string place) => Feature().Match(place).Groups["name"].Value;

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bParaphe\.Features\b|\busing Features\.", RegexOptions.None, 1000)]
    private static partial Regex UsesFeature();

    [GeneratedRegex(@"Features[./\\](?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Feature();
}
