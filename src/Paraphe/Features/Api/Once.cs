using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Api;

/// <summary>
/// <c>Idempotency-Key</c> on a POST: act and answer are written in one transaction, so that a repetition within a day is answered the same and
/// done once; the same key with another request is refused (422).
/// </summary>
public sealed class Once(Db db, IDataProtectionProvider protection) : IEndpointFilter
{
    // No answer begins like this: all are JSON.
    private const string Protected = "protected ";

    public const string Header = "Idempotency-Key";
    public static readonly object BodyItem = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(http.Request.Method))
            return await next(context);
        if (key.Length > 200)
            return Problem.Of(400, "Bad request", $"{Header} has at most 200 characters.");
        var hash = HashOf(http);
        if (await Find(key, hash) is { } before)
            return before;
        try
        {
            return await db.InTransaction(async () =>
            {
                var answer = await next(context);
                if (answer is Answer { Status: < 300 } done)
                {
                    db.IdempotentAnswers.Add(
                        new IdempotentAnswer
                        {
                            Id = db.NewId(),
                            AccountId = db.AccountId,
                            Key = key,
                            RequestHash = hash,
                            Status = done.Status,
                            Body = done.IsSecret ? Protected + Protector.Protect(done.Json) : done.Json,
                            Location = done.Location,
                            CreatedAt = db.Now,
                        }
                    );
                    await db.SaveChangesAsync(CancellationToken.None);
                }
                return answer;
            });
        }
        catch (DbUpdateException)
        {
            // The same request was quicker on another connection: its answer is this one's.
            db.ChangeTracker.Clear();
            if (await Find(key, hash) is { } same)
                return same;
            throw;
        }
    }

    private async Task<object?> Find(string key, string hash)
    {
        var since = db.Now.AddDays(-1);
        await db.Write(() => db.IdempotentAnswers.Where(row => row.CreatedAt < since).ExecuteDeleteAsync());
        if (await db.IdempotentAnswers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key) is not { } found)
            return null;
        return found.RequestHash == hash
            ? Again(found)
            : Problem.Of(422, "Unprocessable content", $"This {Header} was used with another request.");
    }

    private IDataProtector Protector => protection.CreateProtector("idempotent answer");

    private Answer Again(IdempotentAnswer found)
    {
        var isSecret = found.Body.StartsWith(Protected, StringComparison.Ordinal);
        return new Answer(found.Status, Location: found.Location)
        {
            Text = isSecret ? Protector.Unprotect(found.Body[Protected.Length..]) : found.Body,
            IsSecret = isSecret,
        };
    }

    private static string HashOf(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        hash.AppendData(http.Items[BodyItem] as byte[] ?? []);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
