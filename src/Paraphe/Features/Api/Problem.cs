using System.Text.Json;
using Paraphe.Domain;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>What is wrong at one place of the request.</summary>
/// <param name="Pointer">The field in the body, by RFC 6901; empty for the body as a whole.</param>
/// <param name="Detail">What is wrong there.</param>
/// <param name="Parameter">Instead of a pointer: the parameter of the address.</param>
public sealed record Fault(string Pointer, string Detail, string? Parameter = null);

/// <summary>An error as RFC 9457 tells it.</summary>
/// <param name="Type">Always about:blank: the status says what kind of error it is.</param>
/// <param name="Title">Of the status.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened, in a sentence.</param>
/// <param name="Errors">Each place of the request that is wrong.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail, IReadOnlyList<Fault> Errors) : IResult
{
    public const string ContentType = "application/problem+json";

    public static Problem Of(int status, string title, string detail, params Fault[] errors) =>
        new("about:blank", title, status, detail, errors);

    public static Problem Of(BrokenRuleException broken, Texts texts)
    {
        var said = texts.Has(broken.Rule) ? texts.Say(broken) : broken.Rule;
        return Of(422, "Unprocessable content", said, broken.Field is { } field ? [new Fault(PointerTo(field), said)] : []);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = ContentType;
        return JsonSerializer.SerializeAsync(httpContext.Response.Body, this, ApiJson.Options, httpContext.RequestAborted);
    }

    /// <summary>A field as the domain names it, with dots and capitals, as a pointer.</summary>
    public static string PointerTo(string field) =>
        field.StartsWith('/') ? field
        : field.StartsWith("line-", StringComparison.Ordinal) ? "/lines"
        : string.Concat(
            field
                .Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
                .Select(part => $"/{char.ToLowerInvariant(part[0])}{part[1..]}")
        );
}

/// <summary>Ends a request of the API with a problem.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;

    public static ProblemException NotFound() => new(Problem.Of(404, "Not found", "There is nothing here that this key may see."));

    public static ProblemException At(string pointer, string detail) =>
        new(Problem.Of(422, "Unprocessable content", detail, new Fault(pointer, detail)));

    /// <summary>A parameter of the address is wrong.</summary>
    public static ProblemException Query(string parameter, string detail) =>
        new(Problem.Of(400, "Bad request", detail, new Fault("", detail, parameter)));
}
