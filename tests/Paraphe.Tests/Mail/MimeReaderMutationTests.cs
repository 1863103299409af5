using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class MimeReaderMutationTests
{
    /// <summary>The same seed each time: what fails once fails again.</summary>
    [Fact]
    public void Two_thousand_mutated_messages_are_all_read()
    {
        var random = new Random(20260302);
        var seeds = Corpus.All.Select(Raw.Bytes).ToArray();
        for (var i = 0; i < 2_000; i++)
        {
            var mutant = Mutations.Mutate(seeds[i % seeds.Length], random);
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
}
