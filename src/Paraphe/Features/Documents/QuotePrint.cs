using Paraphe.Domain.Quotes;
using Paraphe.Features.Contracts;
using Paraphe.Features.Legal;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Documents;

/// <summary>A frozen quote in words and figures, ready for the template: the same lines and totals that the portal shows.</summary>
public sealed class QuotePrint(FrozenQuote frozen, Choice choice, Texts texts, string brand)
{
    private readonly QuoteContent content = frozen.Content;
    private readonly Totals totals = Pricing.Compute(frozen.Content, choice);

    public Totals Totals => totals;

    /// <param name="decided">The choice was signed: ticks are told, not offered.</param>
    public QuoteDocument Document(bool decided = false) =>
        new()
        {
            Language = texts.Culture.Name,
            Paper = frozen.Company.Address.Country is "US" or "CA" ? "us-letter" : "a4",
            Brand = brand,
            Labels = Labels(),
            Kind = texts[$"Documents.kind{frozen.Kind}"],
            Number = frozen.Number,
            Revision = frozen.Revision > 1 ? texts["Documents.revision", frozen.Revision] : null,
            Title = content.Title,
            Company = new PrintedParty(
                frozen.Company.Name,
                [
                    .. frozen.Company.Address.Block(frozen.Company.Address.Country, texts.Culture),
                    .. Given(frozen.Company.Phone, frozen.Company.Email),
                ]
            ),
            CompanyLine = frozen.Company.Legal(texts),
            Customer = new PrintedParty(
                frozen.Customer.Name,
                [
                    .. frozen.Customer.Address.Block(frozen.Company.Address.Country, texts.Culture),
                    .. Given(frozen.Customer.VatNumber, frozen.Customer.CompanyNumber),
                ]
            ),
            Facts = [.. Facts()],
            Introduction = TextBlock.From(Fill(content.Introduction)),
            Sections = [.. Sections()],
            Options = [.. Options(decided)],
            Totals = [.. TotalLines()],
            Texts = [.. Terms()],
            Acceptance = decided
                ? null
                : new PrintedAcceptance(
                    texts["Documents.acceptanceTitle"],
                    texts["Documents.acceptanceText"],
                    [texts["Documents.signHereDate"], texts["Documents.signHereName"], texts["Documents.signHereSignature"]]
                ),
        };

    public string Money(decimal amount) => texts.Money(amount, content.Currency);

    /// <summary>Names of what was chosen, with its quantity unless that is one.</summary>
    public IEnumerable<string> ChosenOptions() =>
        from line in content.Lines
        where line.IsOption && choice.Has(line.Key)
        let quantity = choice.Quantities[line.Key]
        select quantity == 1 ? line.Name : $"{line.Name}, {texts.Number(quantity)} {line.Unit}".TrimEnd();

    private Dictionary<string, string> Labels()
    {
        var labels = texts.Of("Documents");
        if (content.Prices == PriceMode.WithVat)
            labels["amount"] = labels["amountWithVat"];
        return labels;
    }

    private IEnumerable<PrintedFact> Facts()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(frozen.TimeZone);
        var sent = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(frozen.SentAt, zone));
        yield return new PrintedFact(texts["Documents.date"], texts.Date(sent));
        yield return new PrintedFact(texts["Documents.validUntil"], texts.Date(frozen.ValidUntil));
        yield return new PrintedFact(
            texts["Documents.contact"],
            frozen.Seller.Name,
            string.Join('\n', Given(frozen.Seller.Phone, frozen.Seller.Email))
        );
        if (content.StartsAt is { } start)
            yield return new PrintedFact(texts["Documents.start"], Local(start));
        if (content.EndsAt is { } end)
            yield return new PrintedFact(texts["Documents.end"], Local(end));
        foreach (var place in content.ServiceAddresses.Where(place => place.Text.Length > 0))
            yield return new PrintedFact(texts["Documents.place"], place.Text);
    }

    // Midnight means that only the day is known.
    private string Local(DateTime at) =>
        texts.Date(DateOnly.FromDateTime(at)) + (at.TimeOfDay > TimeSpan.Zero ? $", {texts.Time(TimeOnly.FromDateTime(at))}" : "");

    private IEnumerable<PrintedSection> Sections()
    {
        QuoteSection? section = null;
        var lines = new List<PrintedLine>();
        var sum = 0m;
        foreach (var item in content.Items)
        {
            if (item is QuoteSection next)
            {
                if (section is not null || lines.Count > 0)
                    yield return Section(section, lines, sum);
                (section, lines, sum) = (next, [], 0);
            }
            else if (item is QuoteText text)
                lines.Add(new PrintedLine { Name = text.Text });
            else if (item is QuoteLine { IsOption: false } line)
            {
                lines.Add(Line(line, chosen: null));
                sum += totals.Line(line.Key).Amount;
            }
        }
        if (section is not null || lines.Count > 0)
            yield return Section(section, lines, sum);
    }

    // Options stand in their own place below, so the section's figure leaves them out.
    private PrintedSection Section(QuoteSection? section, List<PrintedLine> lines, decimal sum) =>
        new(section?.Title ?? "", section is null ? null : Money(sum), section is { ShowLines: false } ? [] : lines);

    private IEnumerable<PrintedOptions> Options(bool decided)
    {
        foreach (var set in OptionSet.Of(content))
            yield return new PrintedOptions(
                set.Group?.Title ?? "",
                set.Rule(texts),
                [.. set.Lines.Select(line => Line(line, frozen.Kind == QuoteKind.Contract && !decided ? null : choice.Has(line.Key)))]
            );
    }

    private PrintedLine Line(QuoteLine line, bool? chosen)
    {
        var total = totals.Line(line.Key);
        return new PrintedLine
        {
            Name = line.Name,
            Description = TextBlock.From(line.Description),
            Quantity = texts.Number(total.Quantity),
            Unit = line.Unit,
            UnitPrice = texts.Price(line.UnitPrice, content.Currency),
            Discount = total.Discount == 0 ? null : Money(-total.Discount),
            Rhythm = line.Recurrence?.Say(texts),
            Vat = line.Vat is { } vat ? texts.Percent(vat.Rate) : "",
            Amount = Money(total.Amount),
            Picture = line.Picture,
            Chosen = chosen,
        };
    }

    private IEnumerable<PrintedTotal> TotalLines()
    {
        if (totals.Total.Discount != 0)
        {
            yield return new PrintedTotal(texts["Documents.subtotal"], Money(totals.Total.Lines));
            yield return new PrintedTotal(texts["Documents.discount"], Money(-totals.Total.Discount));
        }
        yield return new PrintedTotal(texts["Documents.totalNet"], Money(totals.Net));
        foreach (var vat in totals.Total.Vat)
            yield return new PrintedTotal(
                vat.Reasons is [var reason, ..] ? reason : texts["Documents.vatAt", texts.Percent(vat.Rate)],
                Money(vat.Tax)
            );
        yield return new PrintedTotal(texts["Documents.total"], Money(totals.Gross), TotalWeight.Grand);
        foreach (var period in totals.Periods)
            yield return new PrintedTotal(
                texts["Documents.eachTime", period.Recurrence.Say(texts)],
                Money(period.Each.Gross),
                TotalWeight.Note
            );
        if (totals.Periods.Length > 0)
            yield return new PrintedTotal(
                texts["Documents.perYear"],
                Money(totals.Periods.Sum(period => period.GrossPerYear)),
                TotalWeight.Note
            );
        if (totals.Deposit is { } deposit)
            yield return new PrintedTotal(
                texts["Documents.deposit", texts.Percent(content.DepositPercent!.Value)],
                Money(deposit),
                TotalWeight.Note
            );
    }

    private IEnumerable<PrintedText> Terms()
    {
        if (content.Details.Length > 0)
            yield return new PrintedText(texts["Documents.details"], TextBlock.From(Fill(content.Details)));
        if (content.Scope.Length > 0)
            yield return new PrintedText(texts["Documents.scope"], TextBlock.From(Fill(content.Scope)));
        if (content.Terms.Length > 0)
            yield return new PrintedText(texts["Documents.terms"], TextBlock.From(Fill(content.Terms)), Small: true);
        foreach (var mention in LegalMentions.Of(frozen, texts))
            yield return new PrintedText(mention.Title, TextBlock.From(mention.Text), Small: true);
    }

    private string Fill(string text) => frozen.Fill(text, texts);

    private static IEnumerable<string> Given(params string[] lines) => lines.Where(line => line.Length > 0);
}
