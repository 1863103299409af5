using System.Globalization;
using System.Text;

namespace Paraphe.Bench;

/// <summary>Mails as customers send them: text and HTML side by side, encoded as the big programs do, with or without a file.</summary>
public static class BenchMail
{
    private const string Words =
        "Bonjour,\r\n\r\nNotre toiture a souffert de la tempête du week-end : une dizaine de tuiles sont cassées côté nord, et l'eau entre dans la "
        + "chambre. Pourriez-vous passer voir et nous faire un devis ? Nous sommes là le mardi et le jeudi après 17 h.\r\n\r\n";

    /// <summary>About 5 KB; each one other bytes, another sender and subject.</summary>
    public static byte[] Small(string to, int number)
    {
        var text = new StringBuilder();
        for (var paragraph = 0; text.Length < 1_500; paragraph++)
            text.Append(CultureInfo.InvariantCulture, $"{paragraph + 1}. ").Append(Words);
        text.Append("Cordialement,\r\nHélène Perret\r\n06 77 88 99 00\r\n8 chemin des Vignes\r\n74600 Seynod\r\n");
        var html = $"<html><body><div>{text.ToString().Replace("\r\n", "<br>\r\n", StringComparison.Ordinal)}</div></body></html>";
        return Encoding.UTF8.GetBytes(
            Head(to, number)
                + "Content-Type: multipart/alternative; boundary=\"=_bench\"\r\n\r\n"
                + $"--=_bench\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
                + $"--=_bench\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Base64(Encoding.UTF8.GetBytes(html))}"
                + "--=_bench--\r\n"
        );
    }

    /// <summary>A line of text, and a file of that many bytes as base64.</summary>
    public static byte[] WithFile(string to, int number, int bytes)
    {
        var file = new byte[bytes];
        new Random(number).NextBytes(file);
        return Encoding.ASCII.GetBytes(
            Head(to, number)
                + "Content-Type: multipart/mixed; boundary=\"=_bench\"\r\n\r\n"
                + "--=_bench\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe plan of the house.\r\n"
                + "--=_bench\r\nContent-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n"
                + $"Content-Transfer-Encoding: base64\r\n\r\n{Base64(file)}--=_bench--\r\n"
        );
    }

    public static string Subject(int number) => string.Create(CultureInfo.InvariantCulture, $"Toiture {number:000000}");

    private static string Head(string to, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"From: =?utf-8?Q?H=C3=A9l=C3=A8ne_Perret?= <helene.{number}@mel.example>\r\nTo: {to}\r\nSubject: {Subject(number)}\r\nMessage-ID: <{number}@mel.example>\r\nDate: Sat, 21 Nov 2026 09:31:00 +0100\r\nMIME-Version: 1.0\r\nX-Mailer: Bench\r\n"
        );

    private static string Base64(byte[] bytes)
    {
        var one = Convert.ToBase64String(bytes);
        var lines = new StringBuilder(one.Length + one.Length / 38 + 2);
        for (var at = 0; at < one.Length; at += 76)
            lines.Append(one, at, Math.Min(76, one.Length - at)).Append("\r\n");
        return lines.ToString();
    }
}
