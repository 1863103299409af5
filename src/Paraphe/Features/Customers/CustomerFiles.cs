using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Features.Enclosures;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Customers;

/// <summary>Files that members lay with a customer: taken in by the door of the quotes' supporting documents, handed out to every member.</summary>
public static class CustomerFiles
{
    public static void MapCustomers(this WebApplication app) =>
        app.MapGet("/customers/{id:guid}/files/{file:guid}", Send).RequireAuthorization();

    /// <exception cref="BrokenRuleException">Why it is not taken.</exception>
    public static async Task Lay(this Db db, Customer customer, IFormFile file, Intake intake, string by, CancellationToken stop)
    {
        var limits = (await db.Accounts.AsNoTracking().Select(account => account.Settings).SingleAsync(stop)).Enclosures;
        if (file.Length > limits.LargestBytes)
            throw new BrokenRuleException("Rules.FileTooLarge", "Files", limits.LargestMegabytes);
        if (await db.CustomerFiles.CountAsync(row => row.CustomerId == customer.Id, stop) >= CustomerFile.Most)
            throw new BrokenRuleException("Rules.TooManyCustomerFiles", "Files", CustomerFile.Most);
        await using var content = file.OpenReadStream();
        try
        {
            var taken = await intake.Take(await Intake.KindOf(content, stop), file.FileName, content, stop);
            db.CustomerFiles.Add(new CustomerFile(db.NewId(), customer, taken, by, db.Now));
        }
        catch (BrokenRuleException broken) when (broken.Rule == "Rules.FileKind.Attachment")
        {
            // Here pictures and videos would have been as welcome.
            throw new BrokenRuleException("Rules.AddedFileKind", "Files", file.FileName);
        }
        await db.SaveChangesAsync(stop);
    }

    private static async Task<IResult> Send(Guid id, Guid file, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        if (
            await db.CustomerFiles.AsNoTracking().SingleOrDefaultAsync(row => row.Id == file && row.CustomerId == id, stop) is not { } found
        )
            return Results.NotFound();
        // Nothing in a file is run, whatever a browser takes it for.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, no-store";
        var content = await files.Open(found.Hash, stop);
        return Results.Stream(content, found.Type, found.Name, enableRangeProcessing: content.CanSeek);
    }
}
