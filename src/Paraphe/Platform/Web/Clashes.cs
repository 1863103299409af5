using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Paraphe.Platform.Web;

/// <summary>
/// A form met somebody else's change of the same rows on a page that has no better answer of its own: nothing of it is saved, and the error page
/// says to look again. What was typed is still there one step back.
/// </summary>
public sealed class Clashes : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not DbUpdateConcurrencyException)
            return;
        context.Result = new StatusCodeResult(StatusCodes.Status409Conflict);
        context.ExceptionHandled = true;
    }
}
