using System.Text.Json;
using Paraphe.Domain.Json;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Notices;

/// <summary>A notice as it is read: one line in the reader's language.</summary>
public sealed record NoticeLine(Guid Id, string Icon, string Text, DateTime At, bool Unread)
{
    public static NoticeLine Of(Notice notice, Texts texts) =>
        new(notice.Id, NoticeKinds.Icon(notice.Kind), Say(notice.Kind, ArgsOf(notice.Args), texts), notice.At, notice.ReadAt is null);

    /// <summary>The words of a kind; arguments it was not given stay empty rather than break the page.</summary>
    public static string Say(string kind, IReadOnlyList<string> args, Texts texts)
    {
        var values = args.Concat(["", "", "", ""]).Take(4).ToArray();
        if (kind == NoticeKinds.JobFailed && texts.Has("Jobs.Kinds." + values[0]))
            values[0] = texts["Jobs.Kinds." + values[0]];
        return texts.Has("Notices.Line." + kind) ? texts["Notices.Line." + kind, values] : string.Join(' ', args);
    }

    private static IReadOnlyList<string> ArgsOf(string json) => JsonSerializer.Deserialize<List<string>>(json, DomainJson.Options) ?? [];
}
