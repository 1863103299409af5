namespace Paraphe.Domain.Accounts;

/// <summary>The company that uses Paraphe. Nothing is shared between two accounts.</summary>
public sealed class Account : Aggregate
{
    private Account() { }

    public Account(Guid id, CompanyProfile profile, string locale, string timeZone, string currency, string requestName, DateTime now)
    {
        Id = AccountId = id;
        Profile = profile;
        Locale = locale;
        TimeZone = timeZone;
        Currency = currency;
        RequestName = requestName;
        CreatedAt = now;
        Settings = new AccountSettings();
        SealKey = [];
    }

    public CompanyProfile Profile { get; private set; } = new();

    public AccountSettings Settings { get; private set; } = new();

    /// <summary>BCP 47 with region, e.g. <c>fr-BE</c>: language and formats of the account.</summary>
    public string Locale { get; private set; } = "en-IE";

    /// <summary>IANA name; "today" and the end of a day are told in it.</summary>
    public string TimeZone { get; private set; } = "Europe/Paris";

    public string Currency { get; private set; } = "EUR";

    /// <summary>Local part of the account's request address.</summary>
    public string RequestName { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    /// <summary>PKCS#12 of the company's seal, protected by the server's key ring; empty until first needed.</summary>
    public byte[] SealKey { get; private set; } = [];

    public string Language => Locale[..2];

    public DateOnly Today(DateTime now) => DateOnly.FromDateTime(ToLocal(now));

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    /// <summary>The instant (UTC) at which a day begins in the account's time zone.</summary>
    public DateTime StartOf(DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock goes forward at midnight, the day begins an hour later.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    public void ChangeProfile(CompanyProfile profile) => Profile = profile;

    public void ChangeSettings(AccountSettings settings) => Settings = settings;

    public void ChangePlace(string locale, string timeZone, string currency) => (Locale, TimeZone, Currency) = (locale, timeZone, currency);

    public void ReplaceSealKey(byte[] protectedPfx) => SealKey = protectedPfx;
}
