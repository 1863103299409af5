using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Demo;

/// <summary>How a deal of the sample company ended.</summary>
public enum Ending
{
    Open,
    Signed,

    /// <summary>Accepted by telephone: a member won it.</summary>
    WonByHand,
    Rejected,
    Lost,
    ExpiredByHand,
    Withdrawn,
}

/// <summary>One quote of the sample company with what became of it; times are days before now.</summary>
/// <param name="Lines">See <see cref="SampleLines"/>.</param>
public sealed record Deal(string Key, string Customer, double Made, string Lines)
{
    public QuoteKind Kind { get; init; }

    /// <summary>First send; null leaves a draft.</summary>
    public double? Sent { get; init; }

    /// <summary>A second revision, with a better price.</summary>
    public double? SentAgain { get; init; }

    public double? Opened { get; init; }

    /// <summary>The address was refused.</summary>
    public bool Bounced { get; init; }

    public bool EditedSince { get; init; }

    public Ending Ending { get; init; }

    public double Ended { get; init; }

    /// <summary>Of a rejection or loss, with the comment's word in the company's file.</summary>
    public string Reason { get; init; } = "";

    public decimal? Discount { get; init; }

    /// <summary>0 the Owner, 1 the Manager, 2 the Estimator.</summary>
    public int Seller { get; init; }

    /// <summary>Done, scheduled or open, for the work order.</summary>
    public double? WorkStarted { get; init; }

    public bool WorkDone { get; init; }
}

/// <summary>
/// The one sample company: the demo account shows it, tests and screenshots speak of it. Keys are the same in every language; words, names
/// and addresses are in <c>Companies/</c>.
/// </summary>
public static class Sample
{
    /// <summary>Open and opened, with a group of options, an option of its own and sections: what one shows first.</summary>
    public const string Terrace = "terrace";

    /// <summary>Sent an hour ago, not opened.</summary>
    public const string Hedge = "hedge";

    /// <summary>A draft with everything.</summary>
    public const string Garden = "garden";

    /// <summary>Signed this week; its work is planned.</summary>
    public const string Hotel = "hotelGarden";

    /// <summary>Second revision open.</summary>
    public const string Pond = "pond";

    public const string Family = "family";

    /// <summary>A request of somebody new, unread.</summary>
    public const string Oak = "oak";

    /// <summary>A request that was answered.</summary>
    public const string Paving = "paving";

    public static IReadOnlyList<Deal> Deals { get; } =
    [
        new("leaves", "syndic", 175, "leaves*1 trim*120")
        {
            Sent = 174,
            Opened = 173,
            Ending = Ending.Signed,
            Ended = 171,
            WorkStarted = 160,
            WorkDone = true,
            Seller = 1,
        },
        new("prune", "senior", 166, "prune*2 removal*3")
        {
            Sent = 165,
            Opened = 165,
            Ending = Ending.Signed,
            Ended = 162,
            WorkStarted = 150,
            WorkDone = true,
        },
        new("fence", "couple", 158, "fence*46 ?hedge*46")
        {
            Sent = 156,
            Opened = 150,
            Ending = Ending.Rejected,
            Ended = 149,
            Reason = "price",
            Seller = 2,
        },
        new("drive", "farm", 149, "#ground excavation*60 removal*70 base*180 #build gravel*180 ?lights*8")
        {
            Sent = 147,
            Opened = 146,
            Ending = Ending.Signed,
            Ended = 140,
            WorkStarted = 120,
            WorkDone = true,
            Seller = 1,
        },
        new("drain", "villa", 138, "drain*35 removal*6")
        {
            Sent = 137,
            Opened = 136,
            Ending = Ending.WonByHand,
            Ended = 130,
            WorkStarted = 118,
            WorkDone = true,
            Seller = 2,
        },
        new("plan", "town", 129, "plan*1 tree*6 bed*40")
        {
            Sent = 127,
            Opened = 127,
            Ending = Ending.Rejected,
            Ended = 118,
            Reason = "timing",
        },
        new("officeCare", "office", 121, "#care mowing*1 care*1 ?leaves*1")
        {
            Kind = QuoteKind.Contract,
            Sent = 119,
            Opened = 118,
            Ending = Ending.Signed,
            Ended = 112,
            Seller = 1,
        },
        new("schoolCare", "school", 117, "#care mowing*1 care*1 ?leaves*1 ?prune*2")
        {
            Kind = QuoteKind.Contract,
            Sent = 116,
            Opened = 115,
            Ending = Ending.WonByHand,
            Ended = 111,
        },
        new("hotelCare", "hotel", 114, "#care mowing*1 care*1 ?leaves*1 ?lights*4")
        {
            Kind = QuoteKind.Contract,
            Sent = 113,
            Opened = 112,
            Ending = Ending.Signed,
            Ended = 106,
            Seller = 2,
        },
        new("wall", "villa", 110, "wall*18 steps*5 ?lights*5")
        {
            Sent = 108,
            Opened = 107,
            Ending = Ending.Signed,
            Ended = 104,
            WorkStarted = 84,
            WorkDone = true,
            Discount = 3,
        },
        new("lawn", "school", 98, "excavation*12 lawn*320 ?irrigation*1")
        {
            Sent = 97,
            Opened = 92,
            Ending = Ending.Lost,
            Ended = 80,
            Reason = "another",
            Seller = 2,
        },
        new("robot", "office", 92, "robot*1 ?irrigation*1")
        {
            Sent = 90,
            Opened = 89,
            Seller = 1,
        },
        new("pergola", "couple", 85, "pergola*1 base*12 ?lights*6")
        {
            Sent = 83,
            SentAgain = 71,
            Opened = 70,
            Ending = Ending.Signed,
            Ended = 66,
            WorkStarted = 40,
            WorkDone = true,
        },
        new("yard", "farm", 76, "#ground excavation*25 removal*30 #build gravel*90 wall*12 #plants tree*3 bed*18")
        {
            Sent = 74,
            Opened = 74,
            Seller = 2,
        },
        new("square", "town", 66, "tree*8 bed*120 irrigation*1")
        {
            Sent = 63,
            Opened = 61,
            Ending = Ending.Signed,
            Ended = 55,
            WorkStarted = 20,
            Discount = 5,
        },
        new("irrigation", "senior", 58, "irrigation*1 ?robot*1")
        {
            Sent = 57,
            Opened = 57,
            Ending = Ending.Rejected,
            Ended = 50,
            Reason = "price",
            Seller = 2,
        },
        new("bakeryTerrace", "bakery", 49, "#build terrace*24 base*24 ?lights*4")
        {
            Sent = 47,
            Ending = Ending.ExpiredByHand,
            Ended = 20,
        },
        new("trim", "syndic", 41, "trim*240 removal*4")
        {
            Sent = 40,
            Opened = 39,
            Ending = Ending.WonByHand,
            Ended = 34,
            WorkStarted = 12,
            WorkDone = true,
            Seller = 1,
        },
        new("schoolYard", "school", 33, "#ground excavation*8 removal*10 #plants tree*5 hedge*40 bed*60")
        {
            Sent = 30,
            Opened = 28,
            Ending = Ending.Withdrawn,
            Ended = 14,
            Seller = 2,
        },
        new("restGarden", "clinic", 27, "#build terrace*42 base*42 #plants tree*4 bed*55 ?pond*1 ?irrigation*1")
        {
            Sent = 25,
            Opened = 24,
            Ending = Ending.Signed,
            Ended = 19,
            WorkStarted = -9,
            Discount = 4,
        },
        new("parkCare", "syndic", 20, "#care mowing*1 care*1 ?leaves*1 ?prune*2")
        {
            Kind = QuoteKind.Contract,
            Sent = 18,
            Opened = 17,
            Seller = 1,
        },
        new(Pond, "villa", 17, "#build pond*1 steps*4 #plants bed*30 ?lights*6 ?tree*2")
        {
            Sent = 15,
            SentAgain = 6,
            Opened = 5,
            Seller = 2,
        },
        new(
            Hotel,
            "hotel",
            14,
            "#ground excavation*18 removal*22 #build terrace*64 steps*4 pergola*1 #plants bed*48 tree*5 ?+irrigation*1 ?lights*12"
        )
        {
            Sent = 11,
            Opened = 10.8,
            Ending = Ending.Signed,
            Ended = 2,
            WorkStarted = -21,
            Discount = 5,
            Seller = 1,
        },
        new(
            Terrace,
            Family,
            8,
            "#ground excavation*12 removal*14 base*38 #build ?deck:+terrace*38 ?deck:timber*38 ?deck:composite*38 steps*3 #plants bed*9 ?comfort:lights*6 ?comfort:irrigation*1 ?comfort:robot*1"
        )
        {
            Sent = 3,
            Opened = 2.9,
        },
        new("lights", "clinic", 6, "lights*14")
        {
            Sent = 4,
            Bounced = true,
            Seller = 2,
        },
        new("schoolTrees", "school", 5, "tree*7 bed*25")
        {
            Sent = 2,
            Opened = 1.2,
            EditedSince = true,
            Seller = 1,
        },
        new(Hedge, "couple", 1.2, "hedge*32 removal*2 ?irrigation*1") { Sent = 0.05 },
        new(
            Garden,
            "bakery",
            0.9,
            "#ground excavation*20 removal*24 #build terrace*30-10% wall*8 #plants lawn*180 tree*3 hedge*25 ?deck:+timber*30 ?deck:composite*30 ?lights*8"
        )
        {
            Discount = 2,
        },
        new("farmShop", "farm", 0.4, "plan*1") { Seller = 1 },
    ];
}
