using System.Diagnostics;
using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Bench.Measures;

/// <summary>The reader of messages on one thread: small ones a second, one with a file of 10 MB, and those that are meant to hurt.</summary>
public static class MailRead
{
    private const int Small = 20_000;

    public static async Task Measure(Room room)
    {
        var mails = Enumerable.Range(0, 200).Select(number => BenchMail.Small("requests@paraphe.example", number)).ToList();
        Read(mails, 2_000);
        var clock = Stopwatch.StartNew();
        Read(mails, Small);
        Figures.Print("mail-parsed", Small / clock.Elapsed.TotalSeconds, "messages/s");
        var large = BenchMail.WithFile("requests@paraphe.example", 1, 10 * 1024 * 1024);
        Figures.Times("mail-parsed-10mb", await Times(20, large));
        foreach (var (name, bytes) in Bombs())
            Figures.Times($"mail-parsed-{name}", await Times(5, bytes));
    }

    private static void Read(List<byte[]> mails, int count)
    {
        for (var i = 0; i < count; i++)
            if (MimeReader.Read(mails[i % mails.Count]).Text.Length < 1_500)
                throw new InvalidOperationException("The text was lost");
    }

    private static Task<List<double>> Times(int count, byte[] raw) =>
        Figures.Repeat(
            count,
            _ =>
            {
                foreach (var file in MimeReader.Read(raw).Files)
                    file.Decode();
                return Task.CompletedTask;
            }
        );

    private static IEnumerable<(string Name, byte[] Raw)> Bombs()
    {
        var parts = new StringBuilder("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n");
        for (var i = 0; i < 50_000; i++)
            parts.Append("--x\r\n\r\npart\r\n");
        yield return ("50000-parts", Bytes(parts.ToString()));
        yield return ("4mb-headers", Bytes("Subject: s\r\n" + Many("X-Filler: abcdefghijklmnopqrstuvwxyz\r\n", 110_000) + "\r\ntext"));
        yield return ("369kb-addresses", Bytes("To: " + Many("\"Name, First\" <a@b.example>, ", 13_200) + "\r\nSubject: s\r\n\r\ntext"));
    }

    private static string Many(string unit, int times) => string.Concat(Enumerable.Repeat(unit, times));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
