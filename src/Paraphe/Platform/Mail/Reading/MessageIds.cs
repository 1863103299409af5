namespace Paraphe.Platform.Mail;

/// <summary>Message-ids (RFC 5322 §3.6.4), kept without their angle brackets.</summary>
public static class MessageIds
{
    private const int Longest = 500;

    /// <summary>A new id that nobody else makes; <paramref name="domain"/> is the sender's own.</summary>
    public static string New(string domain) => $"{Guid.CreateVersion7():N}@{MailDomain.ToAscii(domain) ?? "localhost"}";

    /// <summary>The ids in a header; of too many the first and the latest.</summary>
    internal static IReadOnlyList<string> Parse(string? header, int keep)
    {
        if (string.IsNullOrWhiteSpace(header))
            return [];
        var ids = new List<string>();
        var rest = header.AsSpan();
        while (rest.IndexOf('<') is var open and >= 0)
        {
            rest = rest[(open + 1)..];
            var close = rest.IndexOf('>');
            if (close < 0)
                break;
            Add(ids, rest[..close]);
            rest = rest[(close + 1)..];
        }
        if (ids.Count == 0)
        {
            // Some write them bare.
            foreach (var range in header.AsSpan().SplitAny(" \t,"))
            {
                if (header.AsSpan()[range].Contains('@'))
                    Add(ids, header.AsSpan()[range]);
            }
        }
        return ids.Count <= keep ? ids : [ids[0], .. ids.TakeLast(keep - 1)];
    }

    private static void Add(List<string> ids, ReadOnlySpan<char> id)
    {
        id = id.Trim(" \t<>");
        if (id.Length is > 0 and <= Longest)
            ids.Add(string.Concat(id.ToString().Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))));
    }
}
