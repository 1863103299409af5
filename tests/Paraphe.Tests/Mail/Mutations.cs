namespace Paraphe.Tests.Mail;

/// <summary>Messages with a few blows: bytes changed, taken out, doubled, cut off, splinters of other messages driven in.</summary>
internal static class Mutations
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

    public static byte[] Mutate(byte[] seed, Random random)
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
