using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Portal;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Requests.PublicForm;

/// <summary>
/// The account's public request form (RQ 12), by itself or in a frame of the company's own site: there no cookie of ours is sent, so the
/// form carries a key of its own instead of the antiforgery token.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, EnableRateLimiting(RateLimits.Public)]
[RequestFormLimits(MultipartBodyLengthLimit = 21 * 1024 * 1024), RequestSizeLimit(21 * 1024 * 1024)]
public sealed class FormModel(Db db, Tenant tenant, FormKeys keys, FewWithoutScript few, FileStore files, Shell shell, Texts texts)
    : PageModel
{
    private const string Purpose = "request form";
    private const int MostFiles = 10;
    private const long MostBytes = 20 * 1024 * 1024;
    private const long MostBytesWithoutScript = 2 * 1024 * 1024;
    private const int LongestWithoutScript = 4_000;

    /// <summary>Nobody reads and fills in a form quicker.</summary>
    private static readonly TimeSpan Quickest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan QuickestWithoutScript = TimeSpan.FromSeconds(8);

    [BindProperty(SupportsGet = true, Name = "account")]
    public string AccountName { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public bool Embed { get; set; }

    /// <summary>Language of the page around the frame.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lang { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    [BindProperty]
    public FormInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public string Key { get; private set; } = "";

    public RequestForm Form => Account.Settings.Requests.Form;

    public bool Asks(string field) => Form.Fields.Any(asked => asked.Name == field);

    public bool Requires(string field) => Form.Fields.Any(asked => asked.Name == field && asked.Required);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var name = AccountName.ToLowerInvariant();
        var account = await db
            .Accounts.IgnoreQueryFilters(Db.AcrossAccounts)
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.RequestName == name, HttpContext.RequestAborted);
        if (account is null || !account.Settings.Has(AccountSettings.RequestsApp) || !account.Settings.Requests.Form.IsOn)
        {
            context.Result = new NotFoundResult();
            return;
        }
        Account = account;
        tenant.Enter(account.Id);
        // The page around the frame knows best, then the browser; who speaks none of our languages meets the company's.
        var theirs = Request.GetTypedHeaders().AcceptLanguage.Any(each => Languages.Find(each.Value.Value) is not null);
        HttpContext.Speak(Lang ?? (theirs ? null : account.Locale));
        (shell.AccountId, shell.Company) = (account.Id, account.Profile.Name);
        AllowFrames();
        await next();
    }

    public void OnGet() => Key = keys.New(Account.Id, Purpose);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Check();
        if (!ModelState.IsValid)
        {
            Key = Input.K ?? "";
            return Page();
        }
        await Keep(stop);
        return Redirect(
            $"/r/{AccountName}?sent=true{(Embed ? "&embed=true" : "")}{(Languages.Find(Lang) is null ? "" : "&lang=" + Uri.EscapeDataString(Lang!))}"
        );
    }

    private void Check()
    {
        if (Input.Email is { Length: > 0 } email && !Mailbox.IsAddress(email.Trim()))
            ModelState.AddModelError("Input.Email", texts["Shared.Error.Email"]);
        foreach (var (field, value, name) in Typed())
            if (Requires(field) && string.IsNullOrWhiteSpace(value))
                ModelState.AddModelError("Input." + name, texts["Shared.Error.Required"]);
        if (Requires(FormField.Files) && Input.Files.Count == 0)
            ModelState.AddModelError("Input.Files", texts["Shared.Error.Required"]);
        var worked = ProofOfWork.IsDone(Input.K ?? "", Input.Work);
        var bytes = Input.Files.Sum(file => file.Length);
        if (Input.Files.Count > MostFiles || bytes > (worked ? MostBytes : MostBytesWithoutScript))
            ModelState.AddModelError(
                "Input.Files",
                texts["Requests.FilesTooLarge", MostFiles, texts.Size(worked ? MostBytes : MostBytesWithoutScript)]
            );
        if (!ModelState.IsValid)
            return;
        if (keys.MadeAt(Input.K, Account.Id, Purpose) is not { } shown)
        {
            Input = Input with { K = keys.New(Account.Id, Purpose) };
            ModelState.AddModelError("", texts["Requests.Form.TooOld"]);
        }
        else if (db.Now - shown < (worked ? Quickest : QuickestWithoutScript))
            ModelState.AddModelError("", texts["Requests.Form.TooQuick"]);
        else if (!worked && (Input.Message!.Length > LongestWithoutScript || Input.Message.Contains("://", StringComparison.Ordinal)))
            ModelState.AddModelError("Input.Message", texts["Requests.Form.WithoutScript", LongestWithoutScript]);
        else if (!worked && !few.May(HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", Account.Id))
            ModelState.AddModelError("", texts["Requests.Form.TooMany"]);
    }

    private async Task Keep(CancellationToken stop)
    {
        // The key makes the id: sent twice, it is one request.
        var id = new Guid(SHA256.HashData(Encoding.ASCII.GetBytes(Input.K!)).AsSpan(0, 16));
        if (await db.Requests.AnyAsync(row => row.Id == id, stop))
            return;
        var (conversation, requester) = (new Conversation(db.NewId(), Account.Id, db.Now), Requester());
        var request = new Request(id, Account.Id, conversation.Id, requester, Subject(), RequestSource.Form, db.Now);
        var message = new Message(
            db.NewId(),
            Account.Id,
            conversation.Id,
            MessageKind.In,
            new Party(requester.Name, requester.Email),
            db.Now
        )
        {
            Subject = request.Subject,
            Text = Words(),
        };
        await Attach(message, stop);
        request.Speaks(texts.Language);
        request.Receive(message);
        if (!string.IsNullOrEmpty(Input.Website))
            request.MarkSpam(db.Now);
        else if (Account.Settings.Requests.AutoReply)
            db.Enqueue(new Replying.AnswerAutomatically(request.Id, message.Id));
        db.Conversations.Add(conversation);
        db.Messages.Add(message);
        db.Requests.Add(request);
        await db.SaveChangesAsync(stop);
    }

    private Requester Requester() =>
        new()
        {
            Name = Input.Name!.Trim(),
            Email = Input.Email!.Trim(),
            Phone = Input.Phone?.Trim() ?? "",
            Company = Input.Company?.Trim() ?? "",
            Address = new()
            {
                Line1 = Input.Street?.Trim() ?? "",
                PostalCode = Input.PostalCode?.Trim() ?? "",
                City = Input.City?.Trim() ?? "",
                Country = string.IsNullOrWhiteSpace(Input.City) ? "" : Account.Profile.Address.Country,
            },
        };

    private string Subject()
    {
        var first = Input.Message!.Trim().Split('\n')[0].Trim();
        return first.Length > 80 ? first[..80].TrimEnd() + "…" : first;
    }

    private string Words()
    {
        var words = texts.In(Account.Locale);
        var facts = Typed()
            .Where(typed => typed.Field is FormField.Date or FormField.Budget && !string.IsNullOrWhiteSpace(typed.Value))
            .Select(typed => $"{words["Requests.Form.Field." + typed.Field]}: {typed.Value!.Trim()}");
        return string.Join("\n\n", new[] { Input.Message!.Trim(), string.Join('\n', facts) }.Where(part => part.Length > 0));
    }

    private IEnumerable<(string Field, string? Value, string Name)> Typed() =>
        [
            (FormField.Phone, Input.Phone, nameof(Input.Phone)),
            (FormField.Company, Input.Company, nameof(Input.Company)),
            (FormField.Address, Input.City, nameof(Input.City)),
            (FormField.Date, Input.Date, nameof(Input.Date)),
            (FormField.Budget, Input.Budget, nameof(Input.Budget)),
        ];

    private async Task Attach(Message message, CancellationToken stop)
    {
        foreach (var file in Input.Files.Where(file => file.Length > 0 && Asks(FormField.Files)))
        {
            await using var content = file.OpenReadStream();
            var (hash, size) = await files.Put(content, stop);
            var name = string.Concat(Path.GetFileName(file.FileName.Replace('\\', '/')).Where(letter => !char.IsControl(letter)));
            name = name.Length > 200 ? name[^200..] : name;
            // Its type is told by its content when somebody looks, not by the visitor.
            message.Attach(db.NewId(), name.Length > 0 ? name : "file", PictureName(name), hash, size);
        }
    }

    private static string PictureName(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".webp" or ".gif"
            ? "image/*"
            : "application/octet-stream";

    // The company's own site may show it in a frame; nothing in it belongs to anybody who is signed in.
    private void AllowFrames()
    {
        if (!Embed)
            return;
        var headers = Response.Headers;
        headers.ContentSecurityPolicy = headers
            .ContentSecurityPolicy.ToString()
            .Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);
        headers.Remove("Cross-Origin-Opener-Policy");
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}
