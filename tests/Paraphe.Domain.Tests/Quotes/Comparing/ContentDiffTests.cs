using FsCheck;
using FsCheck.Fluent;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Quotes.Comparing;
using static Paraphe.Domain.Tests.Quotes.Sample;

namespace Paraphe.Domain.Tests.Quotes.Comparing;

[Trait("Spec", "CR 10")]
public sealed class ContentDiffTests
{
    private static readonly QuoteLine A = Line(1, 10) with { Name = "A" };
    private static readonly QuoteLine B = Line(1, 20) with { Name = "B" };
    private static readonly QuoteLine C = Line(1, 30, 6) with { Name = "C" };

    [Fact]
    public void The_same_content_has_no_difference()
    {
        var content = Quote(A, B) with { Groups = [new OptionGroup { Key = A.Key }], Blocks = ["x"] };
        var again = content with { Groups = [new OptionGroup { Key = A.Key }], Blocks = ["x"], Items = [A with { Quantity = 1.0m }, B] };
        ContentDiff.Between(content, again).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_changed_line_names_its_fields_and_its_effect()
    {
        var after = A with { Quantity = 2, Name = "A new", Vat = Vat.Standard(6) };
        var diff = ContentDiff.Between(Quote(A, B), Quote(after, B));
        var change = diff.Items.ShouldHaveSingleItem();
        (change.Kind, change.Moved, change.AmountBefore, change.AmountAfter).ShouldBe((ItemChangeKind.Changed, false, 10m, 20m));
        change
            .Fields.Select(x => (x.Field, x.Before, x.After))
            .ShouldBe([("Name", "A", "A new"), ("Quantity", 1m, 2m), ("Vat", A.Vat, after.Vat)]);
        change.Fields[0].Words.ShouldBe([new Words(WordKind.Same, "A"), new Words(WordKind.Added, " new")]);
        (diff.Effect.Net, diff.Effect.Tax, diff.Effect.Gross).ShouldBe((10m, -0.80m, 9.20m));
        diff.Effect.Vat.Select(x => (x.Rate, x.Base, x.Tax)).ShouldBe([(20m, -10m, -2m), (6m, 20m, 1.20m)]);
    }

    [Fact]
    public void Added_and_removed_lines_stand_in_their_place()
    {
        var diff = ContentDiff.Between(Quote(A, B), Quote(A, C));
        diff.Items.Select(x => (x.Kind, x.Key, x.AmountBefore, x.AmountAfter))
            .ShouldBe([(ItemChangeKind.Removed, B.Key, 20m, null), (ItemChangeKind.Added, C.Key, null, 30m)]);
    }

    [Fact]
    public void Only_the_line_that_moved_is_told()
    {
        var change = ContentDiff.Between(Quote(A, B, C), Quote(C, A, B)).Items.ShouldHaveSingleItem();
        (change.Key, change.Kind, change.Moved, change.Behind).ShouldBe((C.Key, ItemChangeKind.Moved, true, null));
    }

    [Fact]
    public void Costs_are_never_told()
    {
        var diff = ContentDiff.Between(Quote(A with { Cost = 1 }), Quote(A with { Cost = 2 }, B with { Cost = 3 }));
        diff.Items.ShouldHaveSingleItem().Item.ShouldBe(B);
    }

    [Fact]
    public void A_chosen_option_counts_while_it_exists()
    {
        var option = Option(50);
        ContentDiff.Between(Quote(A, option), Quote(A), Choose(option)).Effect.Net.ShouldBe(-50m);
    }

    [Fact]
    public void Every_property_is_compared()
    {
        Names<QuoteContent>("Items", "Lines").ShouldBe(Fields.Of.Select(x => x.Name), ignoreOrder: true);
        Names<QuoteSection>("Key").ShouldBe(Fields.OfSection.Select(x => x.Name), ignoreOrder: true);
        Names<QuoteText>("Key").ShouldBe(Fields.OfText.Select(x => x.Name), ignoreOrder: true);
        Names<QuoteLine>("Key", "Cost", "IsOption").ShouldBe(Fields.OfLine.Select(x => x.Name), ignoreOrder: true);
    }

    [Fact]
    public void Applying_the_difference_to_one_revision_gives_the_next() =>
        Prop.ForAll(
                Revisions.Any().ToArbitrary(),
                pair =>
                {
                    var applied = ContentDiff.Between(pair.Before, pair.After).Apply(pair.Before);
                    CanonicalJson.Text(applied).ShouldBe(CanonicalJson.Text(pair.After));
                }
            )
            .Check(Fixed(1000));

    [Fact]
    public void Words_that_stay_and_go_are_the_text_before_and_with_the_new_ones_the_text_after() =>
        Prop.ForAll(
                Gen.Elements("roof", " ", "tile", "é", ".", "\n", "<b>", "💶", "a1").ListOf().Two().ToArbitrary(),
                texts =>
                {
                    var (before, after) = (string.Concat(texts.Item1), string.Concat(texts.Item2));
                    var words = WordDiff.Of(before, after);
                    string.Concat(words.Where(x => x.Kind != WordKind.Added).Select(x => x.Text)).ShouldBe(before);
                    string.Concat(words.Where(x => x.Kind != WordKind.Removed).Select(x => x.Text)).ShouldBe(after);
                }
            )
            .Check(Fixed(500));

    [Fact]
    public void Words_are_found_in_the_middle()
    {
        WordDiff
            .Of("Slate roof, grey", "Slate roof, dark grey")
            .ShouldBe([new Words(WordKind.Same, "Slate roof, "), new Words(WordKind.Added, "dark "), new Words(WordKind.Same, "grey")]);
    }

    [Fact]
    public void Long_texts_without_anything_in_common_are_replaced()
    {
        var before = string.Concat(Enumerable.Range(0, 5000).Select(i => $"a{i} "));
        var after = string.Concat(Enumerable.Range(0, 5000).Select(i => $"b{i} "));
        WordDiff.Of(before, after).Select(x => x.Kind).ShouldBe([WordKind.Removed, WordKind.Added, WordKind.Same]);
    }

    private static IEnumerable<string> Names<T>(params string[] except) => typeof(T).GetProperties().Select(x => x.Name).Except(except);
}
