using System.Net.Mime;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Replying;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>The conversation of a request: read, answered, noted upon.</summary>
internal static class MessagesApi
{
    public static void Map(RouteGroupBuilder request)
    {
        request
            .MapGet("/messages", List)
            .WithName("listMessages")
            .Needs(Scopes.RequestsRead, "The conversation of a request, oldest first")
            .Gives<Page<MessageJson>>()
            .Finds();
        request
            .MapGet("/messages/{message:guid}/files/{file:guid}", File)
            .WithName("getMessageFile")
            .Needs(Scopes.RequestsRead, "A file of a message", "As it was sent: unchecked.")
            .GivesFile(MediaTypeNames.Application.Octet)
            .Finds();
        request
            .MapPost("/replies", Reply)
            .WithName("replyToRequest")
            .Needs(Scopes.RequestsWrite, "Reply by mail", "Under the name of the key's member. Answers come back into the conversation.")
            .Takes<ReplyWish>()
            .Gives<MessageJson>(201)
            .Versioned();
        request
            .MapPost("/notes", Note)
            .WithName("noteOnRequest")
            .Needs(Scopes.RequestsWrite, "Add an internal note")
            .Takes<NoteWish>()
            .Gives<MessageJson>(201)
            .Finds();
    }

    private static async Task<Answer> List(Guid id, HttpContext http, Db db, int? limit, Guid? after, CancellationToken stop)
    {
        var size = Operation.Size(limit);
        var request = await RequestsApi.Find(db, id, stop);
        var rows = db
            .Messages.AsNoTracking()
            .Include(row => row.Files)
            .Where(row => row.ConversationId == request.ConversationId && row.Kind != MessageKind.Line);
        if (
            after is { } last
            && await db.Messages.Where(row => row.Id == last).Select(row => (DateTime?)row.At).FirstOrDefaultAsync(stop) is { } at
        )
            rows = rows.Where(row => row.At > at || (row.At == at && row.Id.CompareTo(last) > 0));
        var found = await rows.OrderBy(row => row.At).ThenBy(row => row.Id).Take(size + 1).AsSplitQuery().ToListAsync(stop);
        return Operation.PageOf(http, found, size, MessageJson.Of, row => row.Id);
    }

    private static async Task<IResult> File(Guid id, Guid message, Guid file, Db db, FileStore files, CancellationToken stop)
    {
        var request = await RequestsApi.Find(db, id, stop);
        var found =
            await db
                .Messages.Where(row => row.Id == message && row.ConversationId == request.ConversationId)
                .SelectMany(row => row.Files)
                .AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == file, stop)
            ?? throw ProblemException.NotFound();
        return Results.Stream(await files.Open(found.Hash, stop), MediaTypeNames.Application.Octet, found.Name);
    }

    private static async Task<Answer> Reply(
        Guid id,
        Body<ReplyWish> body,
        HttpContext http,
        Db db,
        Pen pen,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var request = await RequestsApi.Find(db, id, stop);
        http.EnsureMatch(request);
        var earlier = await db
            .Messages.AsNoTracking()
            .Where(row => row.ConversationId == request.ConversationId)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .ToListAsync(stop);
        var proposed = ReplyInput.AnswerTo(earlier, request);
        var input = new ReplyInput
        {
            To = wish.To.Count > 0 ? string.Join(", ", wish.To) : proposed.To,
            Cc = string.Join(", ", wish.Cc),
            Subject = wish.Subject ?? proposed.Subject,
            Text = wish.Text,
            Quote = wish.Quote && proposed.Quote,
            Files = await pen.Files(wish.Files, stop),
        };
        var state = new ModelStateDictionary();
        if (!await (await pen.Writing(http, stop)).Reply(request, input, earlier, state, stop))
            throw Refused(state);
        return await Last(request, db, stop);
    }

    private static async Task<Answer> Note(
        Guid id,
        Body<NoteWish> body,
        HttpContext http,
        Db db,
        Pen pen,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var request = await RequestsApi.Find(db, id, stop);
        var input = new ReplyInput
        {
            Kind = "note",
            Text = wish.Text,
            Files = await pen.Files(wish.Files, stop),
        };
        var state = new ModelStateDictionary();
        if (!await (await pen.Writing(http, stop)).Note(request, input, state, stop))
            throw Refused(state);
        return await Last(request, db, stop);
    }

    // What was just written is still tracked.
    private static async Task<Answer> Last(Request request, Db db, CancellationToken stop)
    {
        var written = db.ChangeTracker.Entries<Message>().Select(entry => entry.Entity).Last(row => row.Kind != MessageKind.Line);
        await db.Entry(request).ReloadAsync(stop);
        return Answer.Created(MessageJson.Of(written), $"/api/v1/requests/{request.Id}/messages", request.Version);
    }

    private static ProblemException Refused(ModelStateDictionary state)
    {
        var faults = state
            .SelectMany(field =>
                field.Value!.Errors.Select(error => new Fault(
                    Problem.PointerTo(field.Key.Replace("Input.", "", StringComparison.Ordinal)),
                    error.ErrorMessage
                ))
            )
            .ToArray();
        return new(Problem.Of(422, "Unprocessable content", faults[0].Detail, faults));
    }
}

/// <summary>What writing into a conversation needs.</summary>
public sealed class Pen(Db db, FileStore files, ApiFiles uploaded, MailPlaces places, Texts texts)
{
    internal async Task<Writing> Writing(HttpContext http, CancellationToken stop) =>
        new(db, files, places, texts, Me.Of(http.User)!, await db.Account(stop));

    /// <summary>Uploaded files as a form would bring them.</summary>
    internal async Task<IReadOnlyList<IFormFile>> Files(IReadOnlyList<Guid> ids, CancellationToken stop)
    {
        var all = new List<IFormFile>(ids.Count);
        for (var place = 0; place < ids.Count; place++)
            all.Add(await uploaded.AsFormFile(await uploaded.Named(ids[place], $"/files/{place}", stop), stop));
        return all;
    }
}
