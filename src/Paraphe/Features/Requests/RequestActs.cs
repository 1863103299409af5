using Paraphe.Domain.Events;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Requests;

/// <summary>What a member does to a request with one press (RQ 9): in the request, or in the list to several.</summary>
public static class RequestActs
{
    /// <summary>Saved by the caller; what is done already is done.</summary>
    /// <returns>False for what is no such act.</returns>
    public static bool Act(this Db db, Request request, string act, Actor who)
    {
        switch (act)
        {
            case "cancel":
                if (request.CancelledAt is null)
                    db.Note(request, who, "cancelled");
                request.Cancel(db.Now);
                break;
            case "undoCancel":
                if (request.CancelledAt is not null)
                    db.Note(request, who, "uncancelled");
                request.UndoCancel();
                break;
            case "spam":
                request.MarkSpam(db.Now);
                break;
            case "notSpam":
                request.NotSpam();
                break;
            case "read":
                request.Read();
                break;
            case "unread":
                request.MarkUnread();
                break;
            case "unlink":
                request.Unlink();
                break;
            default:
                return false;
        }
        return true;
    }
}
