using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>A way from one column of the pipeline to another: the page that asks for what the act needs.</summary>
/// <param name="Key">Of its words.</param>
public sealed record StageMove(Stage To, string Key, string Href, string Icon, bool IsDialog = true);

public static class StageMoves
{
    public static IReadOnlyList<StageMove> Moves(this QuoteRow row)
    {
        StageMove By(Stage to, string key, string path, string icon) => new(to, key, $"/quotes/{row.Id}/{path}?from=pipeline", icon);
        var won = By(Stage.Won, "Won", "status/accepted", "okring");
        var lost = By(Stage.Lost, "Lost", "status/rejected", "xring");
        var send = new StageMove(Stage.Delivered, "Delivered", $"/quotes/{row.Id}/send", "send", IsDialog: false);
        var back = row.RevisionCount > 0 ? Stage.Delivered : Stage.Draft;
        return row switch
        {
            { IsWon: true } => [By(back, "Revise", "revise", "undo")],
            { IsLost: true, IsSigned: true } => [won, By(back, "Revise", "revise", "undo")],
            { IsLost: true } => [won, By(back, "Open", "status/open", "half")],
            { Standing: Standing.Draft } => [send, won, lost],
            { Standing: Standing.Closed } => [won, lost, By(Stage.Draft, "Open", "status/open", "half")],
            _ => [won, lost],
        };
    }
}
