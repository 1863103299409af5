using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Platform;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.Commands;

public sealed class CommandTests(World world)
{
    [Fact]
    public async Task An_account_is_added_from_a_shell_while_the_application_runs()
    {
        var email = $"{Guid.NewGuid():N}@vallon.example";

        var ran = await world.Start([
            "account",
            "add",
            "--name",
            "Café de l’Été",
            "--owner",
            email,
            "--password=correct horse",
            "--country",
            "FR",
            "--language",
            "fr",
        ]);

        (ran.Exit, ran.Errors).ShouldBe((0, ""));
        ran["sign-in"].ShouldBe("https://paraphe.example/sign-in");
        ran["request-address"].ShouldStartWith("cafe-de-lete");
        ran["request-address"].ShouldEndWith("@paraphe.example");
        await using var scope = world.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var owner = await members.FindByEmailAsync(email);
        (owner!.AccountId, owner.Role).ShouldBe((Guid.Parse(ran["account"]), Role.Owner));
        (await members.CheckPasswordAsync(owner, "correct horse")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("not an e-mail address", "--owner", "nobody")]
    [InlineData("country", "--country", "XX")]
    [InlineData("--language is one of", "--language", "it")]
    [InlineData("10", "--password", "short")]
    public async Task A_wrong_account_is_refused_in_plain_words(string said, string option, string value)
    {
        var args = new Dictionary<string, string>
        {
            ["--name"] = "Vallon",
            ["--owner"] = $"{Guid.NewGuid():N}@vallon.example",
            ["--password"] = "correct horse battery",
            [option] = value,
        };

        var ran = await world.Run(["account", "add", .. args.SelectMany(pair => new[] { pair.Key, pair.Value })]);

        (ran.Exit, ran.Out).ShouldBe((1, ""));
        ran.Errors.ShouldContain(said);
        ran.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task An_Owner_who_lost_everything_is_let_in_from_the_shell()
    {
        var office = await world.Office();
        var email = office.Member.Email!;
        await using (var scope = world.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Tenant>().Enter(office.AccountId);
            var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
            var owner = (await members.FindByEmailAsync(email))!;
            await members.SetTwoFactorEnabledAsync(owner, enabled: true);
            await members.SetLockoutEndDateAsync(owner, DateTimeOffset.MaxValue);
        }

        var weak = await world.Run("member", "reset", "--email", email, "--password", "short");
        var ran = await world.Run("member", "reset", "--email", email, "--password", "another correct horse");
        var nobody = await world.Run("member", "reset", "--email", "nobody@vallon.example", "--password", "another correct horse");

        weak.Exit.ShouldBe(1);
        (ran.Exit, ran.Errors).ShouldBe((0, ""));
        nobody.Errors.ShouldContain("Nobody signs in");
        var inside = await (await Page.Get(world.Visitor(), "/sign-in")).Submit(
            "form.stack",
            new() { ["Input.Email"] = email, ["Input.Password"] = "another correct horse" }
        );
        inside.Url.ShouldBe("/quotes");
        // The session of before is over.
        (await office.Get("/quotes")).Url.ShouldStartWith("/sign-in");
    }

    [Theory]
    [InlineData("PARAPHE_FILES", "s3://files.example/bucket", "key and secret")]
    [InlineData("PARAPHE_HTTP", "localhost:80", "PARAPHE_HTTP")]
    [InlineData("PARAPHE_SMTP_LISTEN", "everywhere", "PARAPHE_SMTP_LISTEN")]
    [InlineData("PARAPHE_SMTP_URL", "mail.example", "smtp://user:password@host:port")]
    [InlineData("PARAPHE_DATABASE", "Hosst=127.0.0.1", "PARAPHE_DATABASE")]
    [InlineData("PARAPHE_PROXIES", "10.0.0.5, everybody", "“everybody”")]
    [InlineData("PARAPHE_CLAMD", "localhost", "127.0.0.1:3310")]
    [InlineData("PARAPHE_MAIL_DOMAIN", "not a domain", "PARAPHE_MAIL_DOMAIN")]
    [InlineData("PARAPHE_SMTP_CERTIFICATE", "/nowhere/smtp.pem", "/nowhere/smtp.pem")]
    [InlineData("PARAPHE_MAILDIR", "/dev/null/mail", "PARAPHE_MAILDIR")]
    [InlineData("PARAPHE_LETTERS", "/dev/null/letters", "PARAPHE_LETTERS")]
    [InlineData("PARAPHE_DATA", "/dev/null/data", "PARAPHE_DATA")]
    public void A_wrong_setting_is_told_by_its_name(string name, string value, string said)
    {
        var settings = Settings.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["PARAPHE_DATA"] = world.Data, [name] = value })
                .Build()
        );

        settings.Faults().ShouldHaveSingleItem().ShouldContain(said);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_by_its_own_words_and_not_by_a_trace()
    {
        var settings = Settings.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["PARAPHE_DATA"] = world.Data,
                        ["PARAPHE_DATABASE"] = "Host=127.0.0.1;Port=1;Timeout=2",
                    }
                )
                .Build()
        );
        await using var services = new ServiceCollection().AddLogging().AddSingleton(settings).BuildServiceProvider();

        var away = await Should.ThrowAsync<System.Data.Common.DbException>(() => Migrating.Migrate(services));

        away.Message.ShouldContain("127.0.0.1:1");
    }

    [Theory]
    [InlineData("There is no command", "frobnicate")]
    [InlineData("--owner is missing", "account", "add", "--name", "Vallon")]
    [InlineData("There is no option --colour", "account", "add", "--colour", "red")]
    [InlineData("--name needs a value", "account", "add", "--name")]
    [InlineData("whole number", "seed", "--quotes", "many")]
    [InlineData("FILE is missing", "backup")]
    public async Task A_wrong_call_shows_the_usage(string said, params string[] args)
    {
        var ran = await world.Run(args);

        (ran.Exit, ran.Out).ShouldBe((2, ""));
        ran.Errors.ShouldContain(said);
        ran.Errors.ShouldContain("paraphe");
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var ran = await world.Run("--help");

        ran.Exit.ShouldBe(0);
        foreach (var command in Paraphe.Features.Commands.Commands.All)
            ran.Out.ShouldContain($"paraphe {command.Name} ");
    }

    [Fact]
    public void Settings_of_the_host_are_no_command()
    {
        Paraphe.Features.Commands.Commands.Asked([]).ShouldBeFalse();
        Paraphe.Features.Commands.Commands.Asked(["--urls", "http://127.0.0.1:0"]).ShouldBeFalse();
    }
}
