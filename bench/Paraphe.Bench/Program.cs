using Paraphe.Bench;
using Paraphe.Bench.Measures;
using Paraphe.Bench.Yardsticks;

if (args is ["yardstick", var kind, .. var rest])
{
    await (kind == "row" ? RowServer.Run(rest[0], rest[1], rest[2]) : PlainServer.Run(rest[0]));
    return 0;
}

(string Name, Func<Room, Task> Measure)[] all =
[
    ("cold-start", ColdStart.Measure),
    ("portal", PortalPage.Measure),
    ("list", QuoteList.Measure),
    ("editor", Editor.Measure),
    ("customers", CustomerList.Measure),
    ("import", CustomerImports.Measure),
    ("campaign", Campaigns.Measure),
    ("totals-500", TotalsOf500.Measure),
    ("make", MadeQuotes.Measure),
    ("sign", SignedForms.Measure),
    ("pdf-5", Pdfs.Measure),
    ("pdf-100", PdfOf100.Measure),
    ("seed", Seeding.Measure),
    ("mail-read", MailRead.Measure),
    ("mail-in", MailIn.Measure),
    ("mail-fuzz", MailFuzz.Measure),
    ("requests", RequestList.Measure),
];
if (args.FirstOrDefault(name => all.All(one => one.Name != name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no measurement “{unknown}”: {string.Join(", ", all.Select(one => one.Name))}.");
    return 2;
}

using var room = Room.FromEnvironment();
foreach (var (name, measure) in all.Where(one => args.Length == 0 || args.Contains(one.Name)))
{
    Figures.Note($"{name}, load {Figures.Load()}");
    await measure(room);
}
return 0;
