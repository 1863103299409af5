using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>What the form of a customer asks besides the usual: the country it starts with, the account's own fields.</summary>
public abstract class CustomerForm(Db db, Texts texts) : OfficePage
{
    protected Db Db => db;

    protected Texts Texts => texts;

    public string OwnCountry { get; private set; } = "";

    public IReadOnlyList<OwnField> OwnFields { get; private set; } = [];

    protected async Task Prepare()
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync();
        (OwnCountry, OwnFields) = (account.Profile.Address.Country, account.Settings.CustomerFields);
    }

    /// <summary>Puts every flaw beside its field.</summary>
    /// <returns>False when there is one.</returns>
    protected bool IsGood(IEnumerable<BrokenRuleException> flaws, string prefix)
    {
        foreach (var flaw in flaws)
            ModelState.Add(flaw, texts, prefix);
        return ModelState.IsValid;
    }
}
