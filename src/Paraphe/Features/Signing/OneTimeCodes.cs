using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Platform.Data;
using Secret = Paraphe.Platform.Data.Secret;

namespace Paraphe.Features.Signing;

/// <summary>The code by e-mail that signing asks for where the account wants it: made, mailed, checked (PO 3).</summary>
public sealed class OneTimeCodes(Db db, Secret secret, IDataProtectionProvider protection)
{
    private const string Purpose = "signing code";

    /// <summary>Sends the recipient a new code; the one before it no longer holds.</summary>
    /// <exception cref="BrokenRuleException">Too many within an hour.</exception>
    public Task Ask(Guid delivery) =>
        db.Afresh(async () =>
        {
            var since = db.Now.AddHours(-1);
            var asked = await db.SigningCodes.Where(row => row.DeliveryId == delivery && row.CreatedAt > since).ToListAsync();
            if (asked.Exists(code => db.Now - code.CreatedAt < SigningCode.Pause && !code.IsGone(db.Now)))
                return;
            if (asked.Count >= SigningCode.MostAnHour)
                throw new BrokenRuleException("Rules.TooManyCodes", "code");
            var to = await db.Deliveries.AsNoTracking().SingleAsync(row => row.Id == delivery);
            var quote = await db.Quotes.SingleAsync(row => row.Id == to.QuoteId);
            var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
            var code = new SigningCode(db.NewId(), db.AccountId, delivery, Hash(delivery, digits), db.Now);
            db.SigningCodes.Add(code);
            quote.Record(Actor.Customer(to.Name, delivery), "quote.codeSent", new { channel = "mail", to = Masked(to.Email) }, db.Now);
            db.Enqueue(new MailSigningCode(code.Id, protection.CreateProtector(Purpose).Protect(digits)));
            await db.SaveChangesAsync(CancellationToken.None);
        });

    /// <returns>When it was confirmed.</returns>
    /// <exception cref="BrokenRuleException">None was asked for, it is wrong, or it holds no more.</exception>
    public async Task<DateTime> Confirm(Delivery delivery, string typed)
    {
        var code = await db
            .SigningCodes.AsNoTracking()
            .Where(row => row.DeliveryId == delivery.Id)
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync();
        var digits = new string([.. typed.Where(char.IsAsciiDigit)]);
        if (code is null || digits.Length == 0)
            throw new BrokenRuleException("Rules.CodeMissing", "code");
        // Counted before it is compared: a hundred guesses at once are five.
        if (code.IsGone(db.Now) || await Count(code, 1) == 0)
            throw new BrokenRuleException("Rules.CodeGone", "code");
        if (!CryptographicOperations.FixedTimeEquals(Hash(delivery.Id, digits), code.Hash))
            throw new BrokenRuleException("Rules.CodeWrong", "code");
        await Count(code, -1);
        return db.Now;
    }

    public string Reveal(string protectedCode) => protection.CreateProtector(Purpose).Unprotect(protectedCode);

    /// <summary>Enough of an address for its owner to know it.</summary>
    public static string Masked(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "•••" : $"{email[0]}•••{email[at..]}";
    }

    private Task<int> Count(SigningCode code, int by) =>
        db.Write(() =>
            db
                .SigningCodes.Where(row => row.Id == code.Id && (by < 0 || row.Tries < SigningCode.MostTries))
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.Tries, each => each.Tries + by))
        );

    private byte[] Hash(Guid delivery, string digits) =>
        HMACSHA256.HashData(secret.KeyFor(Purpose), (byte[])[.. delivery.ToByteArray(), .. Encoding.ASCII.GetBytes(digits)]);
}
