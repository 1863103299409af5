using System.Text.Json;
using Paraphe.Domain;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>What is wrong at one place of the request; the pointer is that of RFC 6901.</summary>
public sealed record Fault(string Pointer, string Detail);

/// <summary>An error as RFC 9457 tells it.</summary>
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

    public static string PointerTo(string field) =>
        field.StartsWith("line-", StringComparison.Ordinal) ? "/lines" : $"/{char.ToLowerInvariant(field[0])}{field[1..]}";
}

/// <summary>Ends a request of the API with a problem.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;

    public static ProblemException NotFound() => new(Problem.Of(404, "Not found", "There is nothing here that this key may see."));

    public static ProblemException At(string pointer, string detail) =>
        new(Problem.Of(422, "Unprocessable content", detail, new Fault(pointer, detail)));
}
