using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Files;
using Paraphe.Tests.Mail;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>The letters of the big programs in five languages, over SMTP into the list (RQ 2).</summary>
[Trait("Database", "Either")]
public class LetterBookTests(World world)
{
    static LetterBookTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact, Trait("Spec", "RQ 2")]
    public async Task Every_letter_shows_who_asks_what_and_keeps_its_files_to_the_byte()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var letters = new LetterBook(office.Member.Email!).All().ToList();
        letters.Count.ShouldBeGreaterThanOrEqualTo(60);
        await using (var line = await SmtpClientLine.OpenAsync(box.Endpoint))
            foreach (var letter in letters)
                await Hand(line, letter, box.Address);
        await office.Settle();

        var requests = (await box.Requests()).ToLookup(request => request.Email);
        var files = world.Services.GetRequiredService<FileStore>();
        var wrong = new List<string>();
        foreach (var letter in letters)
        {
            if (requests[letter.Email].ToList() is not [var request])
            {
                wrong.Add($"{letter.Program}: no request of {letter.Email}");
                continue;
            }
            var message = (await box.Messages(request)).Single(row => row.Kind == MessageKind.In);
            void Same(string what, string is_, string should)
            {
                if (is_ != should)
                    wrong.Add($"{letter.Program}: {what} is {is_} and should be {should}");
            }
            Same("name", request.Name, letter.Name);
            Same("subject", request.Subject, letter.Subject);
            Same(
                "text",
                message.IsForward && request.Begins.Length > 0 ? Start(request.Begins, letter) : Start(message.Text, letter),
                letter.Begins
            );
            Same(
                "files",
                string.Join('|', message.Files.OrderBy(file => file.Place).Select(file => file.Name)),
                string.Join('|', letter.Files.Select(file => file.Name))
            );
            foreach (var (file, kept) in letter.Files.Zip(message.Files.OrderBy(file => file.Place)))
                if (!(await files.Read(kept.Hash)).AsSpan().SequenceEqual(file.Bytes))
                    wrong.Add($"{letter.Program}: {file.Name} is not what was sent");
            if (!(await files.Read(message.RawHash!)).AsSpan().EndsWith(letter.Raw))
                wrong.Add($"{letter.Program}: the raw message is not what was sent");
        }
        wrong.ShouldBeEmpty();
    }

    private static string Start(string text, BookLetter letter) => text.Length > letter.Begins.Length ? text[..letter.Begins.Length] : text;

    private static async Task Hand(SmtpClientLine line, BookLetter letter, string to)
    {
        (await line.SayAsync($"MAIL FROM:<{letter.From}> BODY=8BITMIME SIZE={letter.Raw.Length}")).ShouldStartWith("250");
        (await line.SayAsync($"RCPT TO:<{to}>")).ShouldStartWith("250");
        (await line.SayAsync("DATA")).ShouldStartWith("354");
        // A dot at the beginning of a line is doubled on the wire.
        var text = Encoding.Latin1.GetString(letter.Raw).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await line.SendAsync(Encoding.Latin1.GetBytes(text + ".\r\n"));
        (await line.HearAsync()).ShouldStartWith("250", Case.Sensitive, letter.Program);
    }
}
