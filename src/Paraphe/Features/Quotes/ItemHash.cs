using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>Short fingerprints of what a member was shown: a change made meanwhile by somebody else is noticed, never overwritten silently.</summary>
public static class ItemHash
{
    public static string Of(QuoteItem item) => Of<QuoteItem>(item);

    public static string Of<T>(T value) => CanonicalJson.Sha256Hex(CanonicalJson.Bytes(value))[..16];
}
