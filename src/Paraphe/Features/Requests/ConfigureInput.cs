using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

public enum FieldWish
{
    Off,
    Optional,
    Required,
}

/// <summary>What the Owner sets of the request inbox (RQ 10–12), as it is typed.</summary>
public sealed record ConfigureInput
{
    public bool FromOwnAddress { get; init; }

    public bool AutoReply { get; init; }

    /// <summary>One for each language, in the order of <see cref="Languages.All"/>.</summary>
    public List<AutoReplyInput> AutoReplies
    {
        get;
        init => field = Whole(value, Languages.All.Count);
    } = Whole<AutoReplyInput>([], Languages.All.Count);

    public List<SavedReplyInput> Replies { get; init; } = [];

    [StringLength(253)]
    public string? TrustedRelay { get; init; }

    public bool FormIsOn { get; init; }

    [StringLength(2000)]
    public string? Welcome { get; init; }

    /// <summary>One for each of <see cref="FormField.All"/>.</summary>
    public List<FieldWish> Fields
    {
        get;
        init => field = Whole(value, FormField.All.Count);
    } = Whole<FieldWish>([], FormField.All.Count);

    public static ConfigureInput Of(RequestSettings settings) =>
        new()
        {
            FromOwnAddress = settings.FromOwnAddress,
            AutoReply = settings.AutoReply,
            AutoReplies =
            [
                .. Languages.All.Select(language =>
                    settings.AutoReplyTexts.GetValueOrDefault(language.Code) is { } text
                        ? new AutoReplyInput { Subject = text.Subject, Body = text.Body }
                        : new AutoReplyInput()
                ),
            ],
            Replies =
            [
                .. settings.Replies.Select(reply => new SavedReplyInput
                {
                    Id = reply.Id,
                    Name = reply.Name,
                    Language = reply.Language,
                    Text = reply.Text,
                }),
            ],
            TrustedRelay = settings.TrustedRelay,
            FormIsOn = settings.Form.IsOn,
            Welcome = settings.Form.Welcome,
            Fields =
            [
                .. FormField.All.Select(name =>
                    settings.Form.Fields.FirstOrDefault(field => field.Name == name) is { } field
                        ? field.Required
                            ? FieldWish.Required
                            : FieldWish.Optional
                        : FieldWish.Off
                ),
            ],
        };

    // A form that leaves some out is shown again with all of them.
    private static List<T> Whole<T>(List<T> sent, int count)
        where T : new() => [.. sent, .. Enumerable.Repeat(new T(), Math.Max(0, count - sent.Count))];

    /// <param name="newId">Makes the ids of replies that are new.</param>
    public RequestSettings Over(RequestSettings old, Func<Guid> newId) =>
        old with
        {
            FromOwnAddress = FromOwnAddress,
            AutoReply = AutoReply,
            AutoReplyTexts = Languages
                .All.Zip(AutoReplies)
                .Where(pair => pair.Second.IsFilled)
                .ToDictionary(
                    pair => pair.First.Code,
                    pair => new AutoReplyText(pair.Second.Subject?.Trim() ?? "", pair.Second.Body?.Trim() ?? ""),
                    StringComparer.Ordinal
                ),
            Replies =
            [
                .. Replies
                    .Where(reply => !string.IsNullOrWhiteSpace(reply.Name) && !string.IsNullOrWhiteSpace(reply.Text))
                    .Select(reply => new SavedReply(reply.Id ?? newId(), reply.Name!.Trim(), LanguageOf(reply), reply.Text!.Trim())),
            ],
            TrustedRelay = TrustedRelay?.Trim() ?? "",
            Form = new RequestForm
            {
                IsOn = FormIsOn,
                Welcome = Welcome?.Trim() ?? "",
                Fields =
                [
                    .. FormField
                        .All.Zip(Fields)
                        .Where(pair => pair.Second != FieldWish.Off)
                        .Select(pair => new FormField(pair.First, pair.Second == FieldWish.Required)),
                ],
            },
        };

    private static string LanguageOf(SavedReplyInput reply) =>
        Languages.All.Any(known => known.Code == reply.Language) ? reply.Language! : "";
}

public sealed record AutoReplyInput
{
    [StringLength(200)]
    public string? Subject { get; init; }

    [StringLength(10_000)]
    public string? Body { get; init; }

    public bool IsFilled => !string.IsNullOrWhiteSpace(Subject) || !string.IsNullOrWhiteSpace(Body);
}

public sealed record SavedReplyInput
{
    public Guid? Id { get; init; }

    [StringLength(100)]
    public string? Name { get; init; }

    [StringLength(2)]
    public string? Language { get; init; }

    [StringLength(10_000)]
    public string? Text { get; init; }
}
