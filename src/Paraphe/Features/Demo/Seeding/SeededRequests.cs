using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Demo.Seeding;

/// <summary>Requests with their first mail, by their place in the row: spread over three years, most of them answered.</summary>
internal sealed class SeededRequests(
    SampleCompany company,
    Account account,
    SeedRound round,
    IReadOnlyList<Customer> customers,
    IReadOnlyList<Member> members
)
{
    private const int Minutes = 3 * 365 * 24 * 60;
    private readonly string[][] services = [.. company.Services.Values];

    /// <summary>A request, with what it needs to stand in the inbox.</summary>
    public sealed record Seeded(Conversation Conversation, Request Request, IReadOnlyList<Message> Messages);

    public Seeded Make(int place)
    {
        var (dice, ids) = (round.Dice(SeedRound.Requests, place), round.Ids(SeedRound.Requests, place));
        var at = round.Now.AddMinutes(-1 - dice.Below(Minutes)).AddMilliseconds(-dice.Below(60_000));
        var (customer, service) = (dice.One(customers), dice.One(services));
        var asker = new Party(customer.Contacts[0].Details.Name, customer.Details.Email);
        var conversation = new Conversation(ids.Id(at), account.Id, at);
        var requester = new Requester
        {
            Name = asker.Name,
            Email = asker.Email,
            Phone = customer.Details.Phone,
            Address = customer.Details.Address,
        };
        var request = new Request(ids.Id(at), account.Id, conversation.Id, requester, service[0], RequestSource.Mail, at);
        var asked = new Message(ids.Id(at), account.Id, conversation.Id, MessageKind.In, asker, at)
        {
            Subject = service[0],
            Text = $"{service[0]}. {service[1]}",
        };
        request.Speaks(account.Locale[..2]);
        request.Receive(asked);
        var messages = new List<Message> { asked };
        if (dice.Chance(60))
            request.LinkTo(customer);
        if (dice.Chance(70))
            request.AssignTo(dice.One(members).Id);
        Go(request, messages, ref dice, ids.Id(at.AddHours(3)));
        return new Seeded(conversation, request, messages);
    }

    // In a hundred: five spam, ten waiting, fifteen cancelled, the others answered.
    private void Go(Request request, List<Message> messages, ref Dice dice, Guid id)
    {
        var (fate, later) = (dice.Below(100), request.ReceivedAt.AddMinutes(10 + dice.Below(600)));
        if (fate < 5)
        {
            request.MarkSpam(request.ReceivedAt);
            return;
        }
        if (fate < 15 || later > round.Now)
            return;
        request.Read();
        if (fate < 30)
        {
            request.Cancel(later);
            return;
        }
        var by = dice.One(members);
        var reply = new Message(id, account.Id, request.ConversationId, MessageKind.Out, new Party(by.Name, by.Email!), later)
        {
            MemberId = by.Id,
            Subject = "Re: " + request.Subject,
            Text = company.Words["introduction"],
        };
        request.Answer(reply);
        messages.Add(reply);
    }
}

internal static class SeededRequestRows
{
    public static async Task Insert(this Db db, IReadOnlyCollection<SeededRequests.Seeded> requests, CancellationToken stop)
    {
        await db.Insert(requests.Select(one => one.Conversation), stop);
        await db.Insert(requests.Select(one => one.Request), stop);
        await db.Insert(requests.SelectMany(one => one.Messages), stop);
    }
}
