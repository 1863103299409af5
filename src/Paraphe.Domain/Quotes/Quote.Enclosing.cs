using Paraphe.Domain.Accounts;

namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    /// <param name="limits">The account's, of each kind.</param>
    public void Enclose(Enclosure enclosure, EnclosureLimits limits, DateTime now)
    {
        EnsureRoom(enclosure.Kind, limits);
        Change(Content with { Enclosures = Content.Enclosures.Add(enclosure) }, now);
    }

    /// <summary>Whether one more of that kind may come.</summary>
    /// <exception cref="BrokenRuleException">The quote is locked, or there are as many as there may be.</exception>
    public void EnsureRoom(EnclosureKind kind, EnclosureLimits limits)
    {
        EnsureEditable();
        if (Content.Enclosures.Count(other => other.Kind == kind) >= limits.Most)
            throw new BrokenRuleException("Rules.TooManyEnclosures." + kind, "Files", limits.Most);
    }

    /// <summary>Another file in the place of one; its caption and place stay.</summary>
    public void Replace(Guid key, Enclosure with, DateTime now)
    {
        var old = EnclosureOf(key);
        Change(Content with { Enclosures = Content.Enclosures.Replace(old, with with { Key = key, Caption = old.Caption }) }, now);
    }

    public void Caption(Guid key, string? caption, DateTime now)
    {
        var old = EnclosureOf(key);
        Change(Content with { Enclosures = Content.Enclosures.Replace(old, old.Captioned(caption)) }, now);
    }

    /// <summary>A still of a video, shown until it plays; the first one stays. Where nothing else was changed since sending, none is wanted.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool Still(Guid key, string picture, DateTime now)
    {
        var video = EnclosureOf(key);
        if (!WantsStill(video))
            return false;
        Change(Content with { Enclosures = Content.Enclosures.Replace(video, video with { Preview = picture }) }, now);
        return true;
    }

    public bool WantsStill(Enclosure enclosure) =>
        enclosure is { Kind: EnclosureKind.Video, Preview: null } && !IsLocked && (RevisionCount == 0 || ChangedSinceSent);

    public void TakeOut(Guid key, DateTime now) => Change(Content with { Enclosures = Content.Enclosures.Remove(EnclosureOf(key)) }, now);

    /// <summary>A step up or down among those of its kind.</summary>
    /// <param name="by">-1 or 1.</param>
    public void MoveEnclosure(Guid key, int by, DateTime now)
    {
        var one = EnclosureOf(key);
        var alike = Content.Enclosures.Where(other => other.Kind == one.Kind).ToList();
        var place = alike.IndexOf(one) + Math.Sign(by);
        if (place < 0 || place >= alike.Count)
            return;
        var other = alike[place];
        var swapped = Content.Enclosures.Select(entry =>
            entry == one ? other
            : entry == other ? one
            : entry
        );
        Change(Content with { Enclosures = [.. swapped] }, now);
    }

    private Enclosure EnclosureOf(Guid key) =>
        Content.Enclosures.FirstOrDefault(other => other.Key == key) ?? throw new BrokenRuleException("Rules.EnclosureGone");
}
