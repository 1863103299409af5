namespace Paraphe.Features.Demo.Seeding;

/// <summary>What becomes of one seeded quote, and when; null is never.</summary>
internal readonly record struct Fate(DateTime Made, DateTime? Sent, DateTime? Again, DateTime? Opened, Ending Ending, DateTime Ended)
{
    private static readonly (Ending Ending, int Percent)[] Endings =
    [
        (Ending.Signed, 40),
        (Ending.WonByHand, 6),
        (Ending.Rejected, 16),
        (Ending.Lost, 5),
        (Ending.Withdrawn, 3),
        (Ending.ExpiredByHand, 3),
    ];

    public bool IsWon => Ending is Ending.Signed or Ending.WonByHand;

    /// <summary>Everything lies between the making and now, and answers within the validity.</summary>
    public static Fate Of(ref Dice dice, DateTime made, DateTime now, int validityDays)
    {
        var sent = made.AddMinutes(20 + dice.Below(36 * 60));
        if (dice.Chance(10) || sent > now)
            return new Fate(made, null, null, null, Ending.Open, default);
        var again = dice.Chance(12) ? sent.AddHours(20 + dice.Below(100)) : (DateTime?)null;
        again = again < now ? again : null;
        var last = again ?? sent;
        var (opened, ending) = (last.AddMinutes(5 + dice.Below(2_000)), Drawn(ref dice));
        var ended = opened.AddMinutes(10 + dice.Below(Math.Max(1, (validityDays - 3) * 24 * 60)));
        if (ended > now || ended > last.AddDays(validityDays - 1))
            ending = Ending.Open;
        var looked = opened < now && (ending != Ending.Open || dice.Chance(70));
        return new Fate(made, sent, again, looked ? opened : null, ending, ended);
    }

    private static Ending Drawn(ref Dice dice)
    {
        var percent = dice.Below(100);
        foreach (var (ending, share) in Endings)
            if ((percent -= share) < 0)
                return ending;
        return Ending.Open;
    }
}
