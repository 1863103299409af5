using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Platform;
using Paraphe.Platform.Outside;

namespace Paraphe.Features.EInvoicing;

public enum DoorAnswer
{
    Taken,

    /// <summary>For good: the same again would be refused again.</summary>
    Refused,

    /// <summary>Try again.</summary>
    Later,
}

/// <summary>The ways out to an access point or a platform.</summary>
public sealed class Doors(IHttpClientFactory http, IDataProtectionProvider protection, Settings settings)
{
    private const string Purpose = "e-invoice door";

    // What carries the request itself is not for settings.
    private static readonly string[] OwnHeaders = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Cookie"];

    public string Protect(string secret) => protection.CreateProtector(Purpose).Protect(secret);

    /// <summary>Where a service of this installation takes an account's files from.</summary>
    public string FolderOf(Guid account) => Path.Combine(settings.InvoiceFolder, FolderName(account));

    public static string FolderName(Guid account) => account.ToString("N");

    /// <summary>Whole under its name or not at all: the service may look at any moment. The same name again is the same file.</summary>
    public async Task<(DoorAnswer, string Words)> Put(HandOver row, StructuredFile file, CancellationToken stop)
    {
        var folder = FolderOf(row.AccountId);
        var name = $"{row.Id:N}-{file.Name}";
        try
        {
            Directory.CreateDirectory(folder);
            var draft = Path.Combine(folder, $".{name}.part");
            await File.WriteAllBytesAsync(draft, file.Bytes, stop);
            File.Move(draft, Path.Combine(folder, name), overwrite: true);
            return (DoorAnswer.Taken, name);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // Disk full, folder not ours: somebody mends it.
            return (DoorAnswer.Later, full.Message);
        }
    }

    /// <summary>The file is the body; headers say which invoice it is. The same key each time lets the other side know a repetition.</summary>
    public async Task<(DoorAnswer, string Words)> Post(
        HandOver row,
        StructuredFile file,
        string number,
        HandOverSettings door,
        CancellationToken stop
    )
    {
        // Taken out of the settings while this waited.
        if (!Uri.TryCreate(door.Url, UriKind.Absolute, out var address))
            return (DoorAnswer.Refused, "");
        using var client = http.CreateClient(OutsideCalls.Secure);
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(file.Bytes) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(file.MimeType);
        message.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = file.Name };
        message.Headers.TryAddWithoutValidation("Idempotency-Key", row.Id.ToString());
        message.Headers.TryAddWithoutValidation("X-Invoice-Number", number);
        message.Headers.TryAddWithoutValidation("X-Invoice-Format", row.Format.ToString());
        foreach (var (name, value) in HeadersOf(door))
            message.Headers.TryAddWithoutValidation(name, value);
        try
        {
            if (door.ProtectedSecret.Length > 0)
                message.Headers.TryAddWithoutValidation(door.Header, protection.CreateProtector(Purpose).Unprotect(door.ProtectedSecret));
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop);
            var words = Words(await response.Beginning(HandOver.WordsLength, stop));
            return (Judge(response.StatusCode), $"{(int)response.StatusCode} {response.ReasonPhrase} {words}".Trim());
        }
        catch (CryptographicException lost)
        {
            // Restored beside another installation's secret: it is to be typed again.
            return (DoorAnswer.Refused, lost.Message);
        }
        catch (Exception away)
            when (away is HttpRequestException or IOException || (away is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return (away.InnerException is CallRefusedException ? DoorAnswer.Refused : DoorAnswer.Later, away.Fault());
        }
    }

    /// <summary>Further headers as they were typed; null when a line is none.</summary>
    public static IReadOnlyList<(string Name, string Value)>? Parse(string headers)
    {
        var found = new List<(string, string)>();
        foreach (var line in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !IsName(line[..colon].Trim()) || line.Any(char.IsControl))
                return null;
            found.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }
        return found;
    }

    public static bool IsName(string name) =>
        name.Length is > 0 and <= 100
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<(string Name, string Value)> HeadersOf(HandOverSettings door) => Parse(door.Headers) ?? [];

    private static string Words(byte[] answer) =>
        new string([.. Encoding.UTF8.GetString(answer).Where(c => !char.IsControl(c) || c == '\n')]).Trim();

    private static DoorAnswer Judge(HttpStatusCode status) =>
        (int)status switch
        {
            >= 200 and < 300 => DoorAnswer.Taken,
            408 or 425 or 429 => DoorAnswer.Later,
            >= 300 and < 500 => DoorAnswer.Refused,
            _ => DoorAnswer.Later,
        };
}
