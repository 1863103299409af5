using System.Buffers.Text;

namespace Paraphe.Features.Opportunities;

/// <summary>
/// Which properties were unticked, or ticked though something is open there, over all pages of a preview: a form carries it as one short
/// text, so that nothing is kept on the server and no script is needed.
/// </summary>
public sealed record Ticks(HashSet<Guid> Except, HashSet<Guid> Also)
{
    // As much as a field of a form may hold: 190 000 properties.
    private const int Most = 4 * 1024 * 1024;

    public static Ticks Read(string? except, string? also) => new(Guids(except), Guids(also));

    public string ExceptText => Text(Except);

    public string AlsoText => Text(Also);

    public bool Takes(Opportunity one) =>
        !one.IsClaimed && (one.OpenQuote is null ? !Except.Contains(one.Option) : Also.Contains(one.Option));

    /// <summary>What one page of the form says now.</summary>
    /// <param name="shown">All its boxes.</param>
    /// <param name="ticked">Those that are ticked.</param>
    public void Turn(IEnumerable<Guid> shown, IReadOnlySet<Guid> ticked)
    {
        foreach (var option in shown)
            if (ticked.Contains(option))
            {
                Except.Remove(option);
                Also.Add(option);
            }
            else
            {
                Except.Add(option);
                Also.Remove(option);
            }
    }

    private static HashSet<Guid> Guids(string? text)
    {
        var guids = new HashSet<Guid>();
        if (text is null || text.Length > Most || !Base64Url.IsValid(text))
            return guids;
        var bytes = Base64Url.DecodeFromChars(text);
        for (var at = 0; at + 16 <= bytes.Length; at += 16)
            guids.Add(new Guid(bytes.AsSpan(at, 16)));
        return guids;
    }

    private static string Text(HashSet<Guid> guids) => Base64Url.EncodeToString([.. guids.SelectMany(guid => guid.ToByteArray())]);
}
