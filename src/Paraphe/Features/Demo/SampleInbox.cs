using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Demo;

/// <summary>The inbox of the sample company: one request that waits, one that was answered, one that a quote came of.</summary>
internal sealed class SampleInbox(SampleCompany company, Account account, IReadOnlyList<Member> members, DateTime now, Func<Guid> newId)
{
    private const int Manager = 1;

    public List<Conversation> Conversations { get; } = [];
    public List<Request> Requests { get; } = [];
    public List<Message> Messages { get; } = [];

    public void Fill(Course quoted, Customer asking)
    {
        Begin(Sample.Oak, company.Requests[Sample.Oak].Requester(company.Country), now.AddMinutes(-35));
        Answered(Begin(Sample.Paving, company.Requests[Sample.Paving].Requester(company.Country), now.AddHours(-27)));
        Quoted(quoted, asking);
    }

    private Request Begin(string key, Requester asker, DateTime at)
    {
        var words = company.Requests[key];
        var conversation = new Conversation(newId(), account.Id, at);
        var request = new Request(newId(), account.Id, conversation.Id, asker, words.Subject, RequestSource.Mail, at);
        request.Speaks(account.Locale[..2]);
        request.Receive(Written(request, words.Text, at));
        Conversations.Add(conversation);
        Requests.Add(request);
        return request;
    }

    private void Answered(Request request)
    {
        var (words, by, at) = (company.Requests[Sample.Paving], members[Manager], request.ReceivedAt.AddHours(2));
        request.AssignTo(by.Id);
        var reply = new Message(newId(), account.Id, request.ConversationId, MessageKind.Out, new Party(by.Name, by.Email!), at)
        {
            MemberId = by.Id,
            To = [new Party(request.Name, request.Email)],
            Subject = "Re: " + words.Subject,
            Text = words.Reply!,
        };
        Messages.Add(reply);
        request.Answer(reply);
        request.Receive(Written(request, words.Again!, at.AddHours(1)));
        request.Read();
    }

    private void Quoted(Course course, Customer asking)
    {
        var (quote, by) = (course.Quote, members[0]);
        var asker = new Requester
        {
            Name = asking.Contacts[0].Details.Name,
            Email = asking.Details.Email,
            Phone = asking.Details.Phone,
            Address = asking.Details.Address,
        };
        var request = Begin(Sample.Hedge, asker, quote.CreatedAt.AddHours(-3));
        request.Read();
        request.LinkTo(asking);
        request.AssignTo(by.Id);
        quote.FromRequest(request.Id);
        var who = Actor.Member(by.Id, by.Name);
        string[] which = [quote.ShownNumber, quote.Id.ToString()];
        foreach (var (what, at) in new[] { ("quoteCreated", quote.CreatedAt), ("quoteSent", course.Delivery.CreatedAt) })
            Messages.Add(Message.Line(newId(), account.Id, request.ConversationId, who, what, which, at));
        request.Follow([new QuoteStep(quote.Standing, quote.ValidUntil)], account.Today(now));
    }

    private Message Written(Request request, string text, DateTime at)
    {
        var message = new Message(newId(), account.Id, request.ConversationId, MessageKind.In, new Party(request.Name, request.Email), at)
        {
            Subject = request.Subject,
            Text = text,
        };
        Messages.Add(message);
        return message;
    }
}
