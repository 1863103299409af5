using System.Globalization;
using System.Text.Json;

namespace Paraphe.Features.Api;

/// <summary>What an operation answers.</summary>
/// <param name="Version">Of the aggregate, told as ETag.</param>
/// <param name="Next">Address of the next page of a list.</param>
public sealed record Answer(int Status, object? Content = null, string? Location = null, int? Version = null, string? Next = null) : IResult
{
    /// <summary>Written once already, for an idempotent repetition.</summary>
    public string? Text { get; init; }

    /// <summary>Holds what is shown once: kept protected for a repetition, and answered whole whatever the client prefers.</summary>
    public bool IsSecret { get; init; }

    public static Answer Ok(object content, int? version = null) => new(200, content, Version: version);

    public static Answer Created(object content, string location, int? version = null) => new(201, content, location, version);

    public static Answer Nothing { get; } = new(204);

    /// <summary>A page of a list: <c>{ "items": […] }</c>, with the address of the next one in the header <c>Link</c>.</summary>
    public static Answer Page<T>(IReadOnlyList<T> items, string? next = null) => new(200, new Page<T>(items), Next: next);

    public string Json => Text ?? (Content is null ? "" : JsonSerializer.Serialize(Content, Content.GetType(), ApiJson.Options));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (Location is not null)
            response.Headers.Location = Location;
        if (Version is { } version)
            response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        if (Next is not null)
            response.Headers.Link = $"<{Next}>; rel=\"next\"";
        if (Status == 204)
            return;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (isRead && Version is not null && request.Headers.IfNoneMatch == response.Headers.ETag)
        {
            response.StatusCode = 304;
            return;
        }
        if (!isRead && !IsSecret && request.Headers["Prefer"].ToString().Contains("return=minimal", StringComparison.Ordinal))
        {
            response.Headers["Preference-Applied"] = "return=minimal";
            response.StatusCode = Status == 201 ? 201 : 204;
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        if (Text is null && Content is not null)
            await JsonSerializer.SerializeAsync(response.Body, Content, Content.GetType(), ApiJson.Options, httpContext.RequestAborted);
        else
            await response.WriteAsync(Json, httpContext.RequestAborted);
    }
}

/// <summary>A page of a list; where there are more, the header Link has the address of the next one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items);
