using System.Reflection;
using System.Text;
using Paraphe.Domain.Events;
using Paraphe.Domain.Json;

namespace Paraphe.Domain.Tests.Events;

public sealed class EventChainTests
{
    private static readonly Guid Account = Guid.Parse("0198c0de-0000-7000-8000-00000000000a");
    private static readonly Guid Quote = Guid.Parse("0198c0de-0000-7000-8000-00000000000b");
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_hash_is_that_of_the_documented_json()
    {
        var one = EventChain.Append(null, Account, Quote, Noon, Actor.Member(Account, "Ann"), "quote.sent", new { Total = 12.50m });
        var json =
            $$$"""{"actorId":"{{{Account}}}","actorKind":"member","actorName":"Ann","at":"2026-03-01T12:00:00.000Z","payload":{"total":"12.5"},"""
            + $$"""
                "previous":"{{EventChain.Root}}","quote":"{{Quote}}","sequence":1,"what":"quote.sent"}
                """.Trim();
        one.Hash.ShouldBe(CanonicalJson.Sha256Hex(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void The_hash_of_any_name_is_that_of_canonical_json()
    {
        const string name = "Zoé \"Z\" \\ <Petit>\n\u0001 €";
        var one = EventChain.Append(null, Account, Quote, Noon, Actor.Customer(name), "quote.opened");
        var json = new System.Text.Json.Nodes.JsonObject
        {
            ["what"] = "quote.opened",
            ["sequence"] = 1,
            ["quote"] = Quote.ToString(),
            ["previous"] = EventChain.Root,
            ["payload"] = new System.Text.Json.Nodes.JsonObject(),
            ["at"] = "2026-03-01T12:00:00.000Z",
            ["actorName"] = name,
            ["actorKind"] = "customer",
            ["actorId"] = null,
        };
        one.Hash.ShouldBe(CanonicalJson.Sha256Hex(CanonicalJson.Bytes(json)));
    }

    [Fact]
    public void A_whole_chain_is_intact()
    {
        var chain = Chain(4);
        EventChain.Verify(chain, chain[^1].Hash, 4).ShouldBe(new ChainCheck(null, null, chain[^1].Hash, 4));
        EventChain.Verify([], EventChain.Root, 0).Intact.ShouldBeTrue();
    }

    [Theory]
    [InlineData("What", "quote.signed")]
    [InlineData("ActorName", "Eve")]
    [InlineData("ActorKind", "customer")]
    [InlineData("ActorId", null)]
    [InlineData("Payload", """{"step":99}""")]
    [InlineData("Payload", """{"step": 2}""")]
    [InlineData("Payload", "no json")]
    [InlineData("Hash", EventChain.Root)]
    [InlineData("Previous", EventChain.Root)]
    public void A_changed_row_is_found(string column, string? value)
    {
        var chain = Chain(4);
        Set(chain[2], column, value);
        EventChain.Verify(chain).ShouldBe(ChainCheck.Broken(3, ChainFault.Changed));
    }

    [Theory]
    [InlineData(TimeSpan.TicksPerSecond)]
    [InlineData(1)]
    public void A_changed_time_is_found(long ticks)
    {
        var chain = Chain(4);
        Set(chain[1], "At", chain[1].At.AddTicks(ticks));
        EventChain.Verify(chain).ShouldBe(ChainCheck.Broken(2, ChainFault.Changed));
    }

    [Fact]
    public void A_changed_row_with_a_new_hash_is_found_by_the_next()
    {
        var chain = Chain(4);
        Set(chain[1], "What", "quote.signed");
        Set(chain[1], "Hash", chain[1].ComputeHash());
        EventChain.Verify(chain).ShouldBe(ChainCheck.Broken(2, ChainFault.Changed));
    }

    [Fact]
    public void A_rewritten_end_is_found_by_the_head()
    {
        var chain = Chain(4);
        var head = chain[^1].Hash;
        Set(chain[3], "What", "quote.signed");
        Set(chain[3], "Hash", chain[3].ComputeHash());
        EventChain.Verify(chain, head, 4).ShouldBe(ChainCheck.Broken(4, ChainFault.Changed));
    }

    [Fact]
    public void Removed_reordered_and_foreign_rows_are_found()
    {
        var chain = Chain(4);
        EventChain.Verify([chain[0], chain[2], chain[3]]).ShouldBe(ChainCheck.Broken(2, ChainFault.Removed));
        EventChain.Verify([chain[1], chain[2]]).ShouldBe(ChainCheck.Broken(1, ChainFault.Removed));
        EventChain.Verify([chain[0], chain[2], chain[1], chain[3]]).ShouldBe(ChainCheck.Broken(2, ChainFault.Reordered));
        EventChain.Verify([chain[0], chain[1], chain[1]]).ShouldBe(ChainCheck.Broken(3, ChainFault.Inserted));
        var foreign = EventChain.Append(null, Account, Account, Noon, Actor.System, "quote.made");
        EventChain.Verify([chain[0], foreign]).ShouldBe(ChainCheck.Broken(2, ChainFault.Inserted));
    }

    [Fact]
    public void A_cut_end_is_found_by_head_or_count()
    {
        var chain = Chain(4);
        EventChain.Verify(chain[..3], chain[3].Hash).ShouldBe(ChainCheck.Broken(4, ChainFault.Truncated));
        EventChain.Verify(chain[..3], expectedCount: 4).ShouldBe(ChainCheck.Broken(4, ChainFault.Truncated));
        EventChain.Verify(chain, expectedCount: 3).ShouldBe(ChainCheck.Broken(4, ChainFault.Inserted));
    }

    [Fact]
    public void The_export_verifies_itself()
    {
        var chain = Chain(3);
        var check = EventChain.VerifyJson(EventChain.Export(chain), chain[2].Hash, 3);
        check.ShouldBe(new ChainCheck(null, null, chain[2].Hash, 3));
    }

    [Fact]
    public void No_flipped_byte_of_an_export_goes_unseen()
    {
        var json = EventChain.Export(Chain(3));
        for (var i = 0; i < json.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                json[i] ^= (byte)(1 << bit);
                EventChain.VerifyJson(json).Intact.ShouldBeFalse($"byte {i}, bit {bit}");
                json[i] ^= (byte)(1 << bit);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"quote":7,"events":[]}""")]
    [InlineData("""{"events":[{}],"quote":"0198c0de-0000-7000-8000-00000000000b"}""")]
    [InlineData("""{"events":[],"extra":1,"quote":"0198c0de-0000-7000-8000-00000000000b"}""")]
    public void Foreign_bytes_are_unreadable(string json) =>
        EventChain.VerifyJson(Encoding.UTF8.GetBytes(json)).Fault.ShouldBe(ChainFault.Unreadable);

    [Fact]
    public void Appending_to_another_quotes_chain_is_a_mistake()
    {
        Should.Throw<ArgumentException>(() => EventChain.Append(Chain(1)[0], Account, Account, Noon, Actor.System, "quote.sent"));
        Should.Throw<ArgumentException>(() =>
            EventChain.Append(null, Account, Quote, DateTime.SpecifyKind(Noon, DateTimeKind.Local), Actor.System, "x")
        );
    }

    private static QuoteEvent[] Chain(int length)
    {
        var chain = new QuoteEvent[length];
        for (var i = 0; i < length; i++)
        {
            var at = Noon.AddMinutes(i).AddTicks(1234);
            chain[i] = EventChain.Append(
                i == 0 ? null : chain[i - 1],
                Account,
                Quote,
                at,
                Actor.Member(Account, "Ann é"),
                "quote.changed",
                new { Step = i }
            );
        }

        return chain;
    }

    private static void Set(QuoteEvent one, string column, object? value) =>
        typeof(QuoteEvent).GetProperty(column)!.GetSetMethod(nonPublic: true)!.Invoke(one, BindingFlags.NonPublic, null, [value], null);
}
