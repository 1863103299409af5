using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Api;

/// <summary>
/// <c>Idempotency-Key</c> on a POST: act and answer are written in one transaction, so that a repetition within a day is answered the same and
/// done once; the same key with another request is refused (422).
/// </summary>
public sealed class Once(Db db) : IEndpointFilter
{
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
                            Body = done.Json,
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
            ? new Answer(found.Status, Location: found.Location) { Text = found.Body }
            : Problem.Of(422, "Unprocessable content", $"This {Header} was used with another request.");
    }

    private static string HashOf(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        hash.AppendData(http.Items[BodyItem] as byte[] ?? []);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
