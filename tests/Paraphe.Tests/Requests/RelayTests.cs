using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Files;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>Mail as it really arrives: handed on by Postfix, under TLS, with its lines and dots as it wants them.</summary>
[Trait("Database", "Either")]
public class RelayTests(World world)
{
    [Fact, Trait("Spec", "RQ 2")]
    public async Task Postfix_hands_mail_on_and_hears_of_those_we_do_not_know()
    {
        Assert.SkipUnless(Relay.IsHere, "Postfix is not installed");
        var office = await world.Office();
        await using var box = await Postbox.Open(office, tls: true);
        await using var relay = await Relay.Start(box.Endpoint.Port);
        var bytes = Enumerable.Range(0, 300_000).Select(place => (byte)(place * 31 + place / 256)).ToArray();
        var file = Path.Combine(world.Data, $"plan-{Guid.NewGuid():N}.bin");
        await File.WriteAllBytesAsync(file, bytes);
        string[] envelope = ["--from", "helene@mel.example", "--to", box.Address];

        await Sent(
            relay,
            [.. envelope, "--header", "Subject: Points", "--body", ".\n..\n.a\nÉté 8 bits\n" + new string('x', 3_000) + "\n."]
        );
        await Sent(
            relay,
            [
                .. envelope,
                "--header",
                "Subject: Plan",
                "--body",
                "Voici le plan.",
                "--attach-type",
                "application/octet-stream",
                "--attach-name",
                "plan.bin",
                "--attach",
                "@" + file,
            ]
        );
        await Sent(
            relay,
            ["--from", "helene@mel.example", "--to", "nobody@paraphe.example", "--header", "Subject: Personne", "--body", "x"]
        );
        await Until(
            async () =>
                await office.Db(db => db.InboundMails.CountAsync()) >= 2 && relay.Log.Contains("status=bounced", StringComparison.Ordinal),
            relay
        );
        await office.Settle();

        var requests = (await box.Requests()).ToDictionary(request => request.Subject);
        requests.Keys.ShouldBe(["Points", "Plan"], ignoreOrder: true);
        var words = (await box.Messages(requests["Points"])).Single(message => message.Kind == MessageKind.In);
        words.Text.ShouldStartWith(".\n..\n.a\nÉté 8 bits\n");
        words.Text.ShouldEndWith("\n.");
        var kept = (await box.Messages(requests["Plan"])).Single(message => message.Kind == MessageKind.In).Files.ShouldHaveSingleItem();
        var files = world.Services.GetRequiredService<FileStore>();
        (await files.Read(kept.Hash)).ShouldBe(bytes);
        var raw = Encoding.Latin1.GetString(await files.Read(words.RawHash!));
        raw.ShouldStartWith("Return-Path: <helene@mel.example>");
        raw.ShouldContain("with ESMTPS id", Case.Sensitive, "STARTTLS was offered and taken");
        relay.Log.ShouldContain("said: 550");
    }

    private static async Task Sent(Relay relay, string[] words)
    {
        var (code, said) = await relay.Swaks(words);
        code.ShouldBe(0, said);
    }

    private static async Task Until(Func<Task<bool>> done, Relay relay)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await done())
                return;
            await Task.Delay(100);
        }
        throw new TimeoutException(relay.Log);
    }
}
