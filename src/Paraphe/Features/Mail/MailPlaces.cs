using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Mail;

public enum MailPlaceKind
{
    /// <summary>The account's request address: a new request, unless its headers lead to one.</summary>
    Requests,

    /// <summary>The reply address of a conversation.</summary>
    Conversation,

    /// <summary>The return path of a mail of ours: reports of its fate.</summary>
    Mail,
}

/// <summary>What an address of ours stands for.</summary>
/// <param name="Id">Of the conversation or mail.</param>
public sealed record MailPlace(Guid AccountId, MailPlaceKind Kind, Guid? Id = null);

/// <summary>
/// The addresses at which we receive: <c>name@domain</c> of each account, <c>reply+TOKEN@domain</c> of each conversation, <c>bounce+TOKEN@domain</c>
/// of each mail. A token is the id and a keyed hash of it, in letters that survive mail systems which change case: nobody can make one up.
/// </summary>
public sealed class MailPlaces(Db db, Secret secret, Paraphe.Platform.Settings settings)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 26;
    private const int MacLength = 26;

    // Asked three times for each mail that comes in, by servers that hand over hundreds: prepared once.
    private static readonly Func<Db, string, CancellationToken, Task<Called?>> AccountCalled = EF.CompileAsyncQuery(
        (Db db, string name, CancellationToken stop) =>
            db
                .Accounts.IgnoreQueryFilters(Db.AcrossAccounts)
                .Where(row => row.RequestName == name)
                .Select(row => new Called(row.Id, row.Settings))
                .SingleOrDefault()
    );

    public string Domain => settings.MailDomain;

    /// <summary>Whether mail from outside can find the domain at all.</summary>
    public bool IsReachable => MailDomain.IsPublicName(Domain);

    public string RequestsOf(Account account) => $"{account.RequestName}@{Domain}";

    public string ReplyTo(Guid conversation) => $"reply+{Token("reply", conversation)}@{Domain}";

    public string ReturnPath(Guid mail) => $"bounce+{Token("bounce", mail)}@{Domain}";

    public bool IsOurs(string address) => DomainOf(address).Equals(Domain, StringComparison.OrdinalIgnoreCase);

    /// <summary>The conversation whose reply address is somewhere in the text, as gateways leave it: prefixed, in capitals, + written otherwise.</summary>
    public Guid? ConversationIn(string text) => IdIn(text, "reply");

    /// <summary>What the address stands for, in any account; null for those that are none of ours.</summary>
    public async Task<MailPlace?> Find(string address, CancellationToken stop)
    {
        if (!IsOurs(address) && !DomainOf(address).Equals($"[{Domain}]", StringComparison.OrdinalIgnoreCase))
            return null;
        var local = address[..address.LastIndexOf('@')].ToLowerInvariant();
        if (IdIn(local, "reply") is { } conversation)
            return await db
                .Conversations.IgnoreQueryFilters(Db.AcrossAccounts)
                .Where(row => row.Id == conversation)
                .Select(row => new MailPlace(row.AccountId, MailPlaceKind.Conversation, row.Id))
                .SingleOrDefaultAsync(stop);
        if (IdIn(local, "bounce") is { } mail)
            return await db
                .OutgoingMails.IgnoreQueryFilters(Db.AcrossAccounts)
                .Where(row => row.Id == mail)
                .Select(row => new MailPlace(row.AccountId, MailPlaceKind.Mail, row.Id))
                .SingleOrDefaultAsync(stop);
        return await AccountCalled(db, local, stop) is { } account && account.Settings.Has(AccountSettings.RequestsApp)
            ? new MailPlace(account.Id, MailPlaceKind.Requests)
            : null;
    }

    private string Token(string purpose, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Write(bytes, IdLength) + Write(Mac(purpose, bytes), MacLength);
    }

    private Guid? IdIn(string text, string purpose)
    {
        for (var at = text.IndexOf(purpose, StringComparison.OrdinalIgnoreCase); at >= 0; )
        {
            var start = at + purpose.Length + 1;
            if (start + IdLength + MacLength > text.Length)
                return null;
            var token = text.Substring(start, IdLength + MacLength).ToLowerInvariant();
            if (Read(token.AsSpan(0, IdLength), out var bytes))
            {
                var right = Write(Mac(purpose, bytes), MacLength);
                if (CryptographicOperations.FixedTimeEquals(Ascii(right), Ascii(token[IdLength..])))
                    return new Guid(bytes, bigEndian: true);
            }
            at = text.IndexOf(purpose, at + 1, StringComparison.OrdinalIgnoreCase);
        }
        return null;
    }

    private byte[] Mac(string purpose, ReadOnlySpan<byte> id) => HMACSHA256.HashData(secret.KeyFor($"mail {purpose}"), id);

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    // Base 32 of RFC 4648, without padding, cut to the length.
    private static string Write(ReadOnlySpan<byte> bytes, int length)
    {
        Span<char> text = stackalloc char[length];
        for (var place = 0; place < length; place++)
        {
            var bit = place * 5;
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[place] = Letters[(pair >> (11 - bit % 8)) & 31];
        }
        return new string(text);
    }

    private static bool Read(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[16];
        for (var place = 0; place < text.Length; place++)
        {
            var value = Letters.IndexOf(text[place], StringComparison.Ordinal);
            if (value < 0)
                return false;
            for (var bit = 0; bit < 5; bit++)
                if (place * 5 + bit is < 128 and var at && (value & (16 >> bit)) != 0)
                    bytes[at / 8] |= (byte)(128 >> (at % 8));
        }
        return true;
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private sealed record Called(Guid Id, AccountSettings Settings);
}
