using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Features.Jobs;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features;

/// <summary>The one table of what follows from what: when X happened, do Y later. Runs in the transaction that saves X.</summary>
public static class Reactions
{
    public static void React(Happening what, Db db)
    {
        switch (what)
        {
            case CustomerChanged changed:
                db.Also(() => db.FollowCustomer(changed.Customer));
                break;
            case JobGivenUp given:
                TellOfFailedJob.FollowOn(given, db);
                break;
            default:
                break;
        }
    }
}
