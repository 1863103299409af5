using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class MimeReaderMutationTests
{
    private static readonly string[] Splinters =
    [
        "\r\n",
        "\n",
        "\r",
        "\0",
        "--",
        ";",
        "\"",
        "<",
        ">",
        "(",
        "=?utf-8?B?",
        "?=",
        "=",
        "%",
        "*",
        "boundary=",
        "Content-Type: multipart/mixed; boundary=x",
        "Content-Transfer-Encoding: base64\r\n",
        "charset=utf-7",
        "charset=iso-2022-jp",
        "message/rfc822",
        "\xff\xfe",
        "\x1b$B",
        "begin 644 x\n",
        "@",
        ",",
    ];

    /// <summary>The same seed each time: what fails once fails again.</summary>
    [Fact]
    public void Two_thousand_mutated_messages_are_all_read()
    {
        var random = new Random(20260302);
        var seeds = Corpus.All.Select(Raw.Bytes).ToArray();
        for (var i = 0; i < 2_000; i++)
        {
            var mutant = Mutate(seeds[i % seeds.Length], random);
            var mail = Raw.Sound(MimeReader.Read(mutant));
            BounceReader.Read(mail)?.Recipients.ShouldNotBeNull();
            Enum.IsDefined(AutoMail.Of(mail, null)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Noise_in_every_charset_is_read()
    {
        var random = new Random(7);
        var bytes = new byte[3_000];
        var names = System
            .Text.CodePagesEncodingProvider.Instance.GetEncodings()
            .Select(e => e.Name)
            .Concat(["utf-7", "utf-8", "utf-16", "utf-32", "us-ascii"]);
        foreach (var name in names)
        {
            random.NextBytes(bytes);
            byte[] raw = [.. Raw.Bytes($"Content-Type: text/plain; charset={name}\n\n"), .. bytes];
            Raw.Sound(MimeReader.Read(raw)).Text.ShouldNotBeEmpty();
        }
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(200), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(400), bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, System.Text.Encoding.Latin1.GetBytes(Splinters[random.Next(Splinters.Length)]));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(300)));
                    break;
            }
        }
        return [.. bytes];
    }
}
