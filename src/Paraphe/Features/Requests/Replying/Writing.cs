using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Words;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Requests.Replying;

/// <summary>Puts what a member wrote into the conversation: a note, or a reply with the job that mails it (RQ 5).</summary>
public sealed class Writing(Db db, FileStore files, MailPlaces places, Texts texts, Me me, Account account)
{
    public const long MostBytes = 20 * 1024 * 1024;
    private const int MostFiles = 20;
    private const int MostPeople = 50;
    private const int LongestQuote = 20_000;

    /// <returns>False with the reasons in the model state.</returns>
    public async Task<bool> Note(Request request, ReplyInput input, ModelStateDictionary state, CancellationToken stop)
    {
        var (text, html) = Words(input);
        EnsureText(text, state);
        EnsureFiles(input, state);
        if (!state.IsValid)
            return false;
        var note = new Message(db.NewId(), db.AccountId, request.ConversationId, MessageKind.Note, new Party(me.Name, me.Email), db.Now)
        {
            MemberId = me.Id,
            Text = text,
            Html = html,
            HasHtml = html.Length > 0,
        };
        await Attach(note, input, stop);
        db.Messages.Add(note);
        Announce(request);
        await db.SaveChangesAsync(stop);
        return true;
    }

    /// <returns>False with the reasons in the model state.</returns>
    public async Task<bool> Reply(
        Request request,
        ReplyInput input,
        IReadOnlyList<Message> earlier,
        ModelStateDictionary state,
        CancellationToken stop
    )
    {
        var (text, html) = Words(input);
        EnsureText(text, state);
        EnsureFiles(input, state);
        var to = People(input.To, "Input.To", state);
        var cc = People(input.Cc, "Input.Cc", state);
        if (to.Count == 0 && state["Input.To"]?.Errors.Count is null or 0)
            state.AddModelError("Input.To", texts["Rules.NoRecipient"]);
        if (!state.IsValid)
            return false;
        var quoted = input.Quote ? earlier.LastOrDefault(message => message.Kind == MessageKind.In && !message.IsAutomatic) : null;
        var reply = new Message(db.NewId(), db.AccountId, request.ConversationId, MessageKind.Out, new Party(me.Name, me.Email), db.Now)
        {
            MemberId = me.Id,
            To = to,
            Cc = cc,
            Subject = OneLine(input.Subject),
            Text = text + QuotedText(quoted),
            Html = html.Length > 0 ? html + QuotedHtml(quoted) : "",
            HasHtml = html.Length > 0,
            MessageId = MessageIds.New(places.Domain),
        };
        await Attach(reply, input, stop);
        db.Messages.Add(reply);
        request.Answer(reply);
        request.Read();
        if (request.AssigneeId is null)
        {
            // Who answers first has taken it.
            request.AssignTo(me.Id);
            db.Note(request, me.AsActor, "taken");
        }
        db.Enqueue(new SendReply(reply.Id));
        Announce(request);
        await db.SaveChangesAsync(stop);
        return true;
    }

    private void Announce(Request request)
    {
        db.Announce($"account:{db.AccountId}", $"request-{request.Id}");
        db.Announce($"account:{db.AccountId}", "requests");
    }

    /// <summary>What was written, with its formatting when there is any: then the plain words are read from it, so that both say the same.</summary>
    private static (string Text, string Html) Words(ReplyInput input)
    {
        var html = string.IsNullOrWhiteSpace(input.Html) ? "" : new MailHtml(_ => null, remotePictures: false).Clean(input.Html);
        var text = html.Length > 0 ? HtmlText.From(html) : input.Text ?? "";
        return (text.Trim().ReplaceLineEndings("\n"), html);
    }

    private void EnsureText(string text, ModelStateDictionary state)
    {
        if (text.Length == 0)
            state.AddModelError("Input.Text", texts["Requests.NothingWritten"]);
    }

    private void EnsureFiles(ReplyInput input, ModelStateDictionary state)
    {
        if (input.Files.Count > MostFiles || input.Files.Sum(file => file.Length) > MostBytes)
            state.AddModelError("Input.Files", texts["Requests.FilesTooLarge", MostFiles, texts.Size(MostBytes)]);
    }

    private IReadOnlyList<Party> People(string? typed, string field, ModelStateDictionary state)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return [];
        var boxes = Mailbox.ParseList(typed, MostPeople + 1);
        if (boxes.Count == 0 || boxes.Any(box => !Mailbox.IsAddress(box.Address)))
            state.AddModelError(field, texts["Shared.Error.Email"]);
        else if (boxes.Count > MostPeople)
            state.AddModelError(field, texts["Sending.TooMany", MostPeople]);
        return [.. boxes.Select(box => new Party(OneLine(box.Name), box.Address))];
    }

    private async Task Attach(Message message, ReplyInput input, CancellationToken stop)
    {
        foreach (var file in input.Files.Where(file => file.Length > 0))
        {
            await using var content = file.OpenReadStream();
            var (hash, size) = await files.Put(content, stop);
            var name = OneLine(Path.GetFileName(file.FileName.Replace('\\', '/')));
            message.Attach(db.NewId(), name.Length > 0 ? name : "file", Mime(file.ContentType), hash, size);
        }
    }

    // The browser's word goes into a header: only a plain type may.
    private static string Mime(string? type) =>
        type is { Length: > 2 and < 100 }
        && type.Count(letter => letter == '/') == 1
        && type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '.' or '+')
            ? type
            : "application/octet-stream";

    private string QuotedText(Message? quoted) =>
        quoted is null
            ? ""
            : $"\n\n{Attribution(quoted)}\n"
                + string.Join('\n', Words(quoted).Split('\n').Select(line => line.StartsWith('>') ? ">" + line : "> " + line));

    private string QuotedHtml(Message? quoted) =>
        quoted is null
            ? ""
            : $"<br><div class=\"gmail_quote\"><div>{HtmlEncoder.Default.Encode(Attribution(quoted))}</div><blockquote type=\"cite\">{Lines(quoted)}</blockquote></div>";

    private static string Lines(Message quoted) =>
        HtmlEncoder.Default.Encode(Words(quoted)).Replace("&#xA;", "<br>", StringComparison.Ordinal);

    private string Attribution(Message quoted)
    {
        var words = texts.In(SpokenLanguage.Guess(quoted.Text) is { Length: > 0 } spoken ? spoken : account.Locale);
        return words["Requests.Wrote", words.Moment(quoted.At, TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone)), quoted.From.Shown];
    }

    private static string Words(Message quoted) => quoted.Text.UpTo(LongestQuote);

    private static string OneLine(string? text) =>
        string.Concat((text ?? "").ReplaceLineEndings(" ").Where(letter => !char.IsControl(letter))).Trim();
}
