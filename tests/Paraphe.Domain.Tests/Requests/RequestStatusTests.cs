using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;

namespace Paraphe.Domain.Tests.Requests;

[Trait("Spec", "RQ 8")]
public sealed class RequestStatusTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData(RequestStatus.Received)]
    [InlineData(RequestStatus.QuoteCreated, Standing.Draft)]
    [InlineData(RequestStatus.QuoteSent, Standing.Draft, Standing.Open)]
    [InlineData(RequestStatus.QuoteSent, Standing.Closed)]
    [InlineData(RequestStatus.QuoteSent, Standing.SignedWaiting)]
    [InlineData(RequestStatus.QuoteSent, Standing.RejectedWaiting, Standing.Rejected)]
    [InlineData(RequestStatus.QuoteSent, Standing.Rejected, Standing.Open)]
    [InlineData(RequestStatus.QuoteRejected, Standing.Rejected)]
    [InlineData(RequestStatus.QuoteRejected, Standing.Rejected, Standing.Closed, Standing.Draft)]
    [InlineData(RequestStatus.QuoteAccepted, Standing.Rejected, Standing.Open, Standing.Accepted)]
    public void It_follows_from_the_quotes(RequestStatus status, params Standing[] quotes)
    {
        var request = Request();
        request.Follow([.. quotes.Select(standing => new QuoteStep(standing, Today))], Today);
        request.Status.ShouldBe(status);
    }

    [Fact]
    public void An_open_quote_counts_until_its_day_has_passed()
    {
        var request = Request();
        QuoteStep[] quotes = [new(Standing.Rejected, null), new(Standing.Open, Today)];
        request.Follow(quotes, Today);
        request.Status.ShouldBe(RequestStatus.QuoteSent);
        request.Follow(quotes, Today.AddDays(1));
        request.Status.ShouldBe(RequestStatus.QuoteRejected);
    }

    [Fact]
    public void Cancelled_is_said_by_a_member_and_taken_back_to_what_the_facts_say()
    {
        var request = Request();
        request.Follow([new(Standing.Open, Today)], Today);
        request.Cancel(Now);
        request.Status.ShouldBe(RequestStatus.Cancelled);
        request.UndoCancel();
        request.Status.ShouldBe(RequestStatus.QuoteSent);
    }

    private static Request Request() =>
        new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), new Requester(), "Haie", RequestSource.Mail, Now);
}
