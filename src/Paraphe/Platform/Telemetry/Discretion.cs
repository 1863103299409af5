using System.Diagnostics;
using OpenTelemetry;

namespace Paraphe.Platform.Telemetry;

/// <summary>Takes out of traces what tells of a person, or opens a portal page: addresses, paths, queries, statements.</summary>
internal sealed class Discretion : BaseProcessor<Activity>
{
    private static readonly string[] Private =
    [
        "url.path",
        "url.query",
        "url.full",
        "http.target",
        "http.url",
        "client.address",
        "network.peer.address",
        "user_agent.original",
        "enduser.id",
        "db.query.text",
        "db.statement",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Private)
            data.SetTag(name, null);
        // Some frameworks name the span after the path.
        if (data.DisplayName.Contains("/q/", StringComparison.Ordinal) || data.DisplayName.Contains("/portal", StringComparison.Ordinal))
            data.DisplayName = data.OperationName;
    }
}
