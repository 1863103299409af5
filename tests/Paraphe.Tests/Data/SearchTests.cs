using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Data;

public sealed class SearchTests(World world)
{
    [Theory, Trait("Spec", "CU 5")]
    [InlineData("hôtel")]
    [InlineData("HOTEL du lac")]
    [InlineData("otel")]
    [InlineData("lac hôt")]
    [InlineData("h")]
    [InlineData("hô")]
    [InlineData("d'été")]
    [InlineData("contact@lac")]
    [InlineData("+32 2 555 01 99")]
    [InlineData("02/555.01.99")]
    [InlineData("0032 (0)2 555 01 99")]
    [InlineData("5550199")]
    [InlineData("0478 12")]
    [InlineData("+32 478 12 34 56")]
    [InlineData("100% \"pur\"")]
    [InlineData("pur_e")]
    [InlineData("💧💧💧")]
    [InlineData("1160")]
    [InlineData("perret 1160")]
    public async Task A_customer_is_found_by_a_fragment_of_any_field(string typed)
    {
        var office = await world.Office();
        await Add(office, Lake, new CustomerDetails { Name = "Paul Berthier", Email = "paul@berthier.example" });

        (await Names(office, typed)).ShouldBe(["Hôtel du Lac d’Été"]);
    }

    [Theory, Trait("Spec", "CU 5")]
    [InlineData("o")]
    [InlineData("te")]
    [InlineData("hotel xyz")]
    [InlineData("100%pur")]
    [InlineData("puree")]
    [InlineData("5550198")]
    public async Task What_stands_nowhere_and_letters_within_a_word_find_nobody(string typed)
    {
        var office = await world.Office();
        await Add(office, Lake);

        (await Names(office, typed)).ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "CU 5")]
    public async Task Search_follows_changes_and_sees_only_the_own_account()
    {
        var (office, other) = (await world.Office(), await world.Office());
        var (id, theirs) = ((await Add(office, Lake))[0], (await Add(other, Lake))[0]);
        await office.Db(async db =>
        {
            var customer = await db.Customers.Include(c => c.Contacts).Include(c => c.Properties).SingleAsync();
            customer.Change(customer.Details with { Name = "Auberge" });
            await db.SaveChangesAsync();
        });

        (await Names(office, "hôtel")).ShouldBeEmpty();
        (await Names(office, "berge")).ShouldBe(["Auberge"]);
        (await Names(other, "hôtel")).ShouldBe(["Hôtel du Lac d’Été"]);

        await office.Db(async db =>
        {
            db.Customers.Remove(await db.Customers.SingleAsync(customer => customer.Id == id));
            await db.SaveChangesAsync();
        });

        (await Names(office, "berge")).ShouldBeEmpty();
        (await Names(other, "hôtel")).ShouldHaveSingleItem();
        theirs.ShouldNotBe(id);
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task A_quote_is_found_by_what_its_customer_is_called_now()
    {
        await using var own = new World();
        var office = await own.Office();
        var id = await office.Draft();
        var name = await office.Db(async db =>
        {
            var quote = await db.Quotes.SingleAsync(q => q.Id == id);
            var customer = await db.Customers.Include(c => c.Contacts).SingleAsync(c => c.Id == quote.CustomerId);
            customer.Change(customer.Details with { Name = "Żaneta Łukasik" });
            await db.SaveChangesAsync();
            return customer.Name;
        });

        var found = await office.Db(async db => await (await db.Quotes.Matching("zaneta lukas")).SingleAsync());
        found.Id.ShouldBe(id);
        found.CustomerName.ShouldBe(name);
    }

    [Fact, Trait("Spec", "CU 5")]
    public async Task When_very_many_match_all_of_them_are_found_and_some_are_counted()
    {
        var office = await world.Office();
        const int many = Searching.Few + 100;
        await office.Db(db =>
            db.InTransaction(() =>
                db.Insert(
                    Enumerable
                        .Range(0, many)
                        .Select(i => new Customer(db.NewId(), db.AccountId, new CustomerDetails { Name = $"Martin {i}" }, false, db.Now))
                )
            )
        );
        await Add(office, Lake);

        await office.Db(async db =>
        {
            var found = await db.Customers.Search("artin");
            (await found.Rows.CountAsync()).ShouldBe(many);
            (await found.Some!.CountAsync()).ShouldBe(Searching.Few + 1);
            (await found.Rows.OrderByDescending(c => c.SortName).Select(c => c.Name).FirstAsync()).ShouldBe("Martin 999");
            (await (await db.Customers.Search("m")).Rows.CountAsync()).ShouldBe(many);
            if (!db.IsSqlite)
            {
                // Where more are expected than are counted, none is looked for.
                var terms = SearchTerms.Of("artin");
                (await PostgresSearch.Ids(db, "Customers", terms, Searching.Few + 1, many: 0, default)).ShouldBeNull();
                (await PostgresSearch.Ids(db, "Customers", terms, Searching.Few + 1, many, default))!.Count.ShouldBe(Searching.Few + 1);
            }
            (await (await db.Customers.Matching("artin")).CountAsync()).ShouldBe(many);
            var last = await db.Customers.Search($"artin {many - 1}");
            (await last.Rows.Where(c => c.CustomerSince != null).SingleAsync()).Name.ShouldBe($"Martin {many - 1}");
        });
    }

    [Fact]
    public async Task Where_others_fill_the_index_the_own_rows_are_found()
    {
        var (ours, theirs) = (await world.Office(), await world.Office());
        await Add(ours, Lake);
        await theirs.Db(db =>
            db.InTransaction(() =>
                db.Insert(
                    Enumerable
                        .Range(0, 1_000)
                        .Select(i => new Customer(db.NewId(), db.AccountId, new CustomerDetails { Name = $"Hôtel {i}" }, false, db.Now))
                )
            )
        );

        (await Names(ours, "hotel")).ShouldHaveSingleItem();
    }

    private static CustomerDetails Lake =>
        new()
        {
            Kind = CustomerKind.Company,
            Name = "Hôtel du Lac d’Été",
            Email = "contact@lac.example",
            Phone = "+32 (0)2 555 01 99",
            LeadSource = "100% \"pur\" pur_e 💧💧💧",
            Address = new()
            {
                PostalCode = "1160",
                City = "Auderghem",
                Country = "BE",
            },
        };

    private static Task<List<Guid>> Add(Office office, params CustomerDetails[] all) =>
        office.Db(async db =>
        {
            var customers = all.Select(details => new Customer(db.NewId(), db.AccountId, details, prospect: false, db.Now)).ToList();
            customers[0].AddContact(db.NewId(), new ContactDetails { Name = "Hélène Perret", Phones = ["0478 12 34 56"] });
            db.Customers.AddRange(customers);
            await db.SaveChangesAsync();
            return customers.ConvertAll(customer => customer.Id);
        });

    private static Task<List<string>> Names(Office office, string typed) =>
        office.Db(async db => await (await db.Customers.Matching(typed)).OrderBy(c => c.SortName).Select(c => c.Name).ToListAsync());
}
