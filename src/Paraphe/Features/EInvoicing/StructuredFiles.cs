using Paraphe.Domain.Invoices;
using Paraphe.Domain.Invoices.Electronic;
using Paraphe.Features.Documents;
using Paraphe.Features.Invoices;
using Paraphe.Platform.Files;

namespace Paraphe.Features.EInvoicing;

public sealed record StructuredFile(string Name, string MimeType, byte[] Bytes);

/// <summary>An issued invoice as a file that other programs read. It is frozen, so the file is the same whenever it is asked for.</summary>
public sealed class StructuredFiles(PrintedInvoices prints, FileStore files)
{
    /// <exception cref="Platform.Pdf.RenderUnavailableException">The PDF cannot be made now.</exception>
    public async Task<StructuredFile> Of(Invoice invoice, HandOverFormat format, CancellationToken stop)
    {
        if (format != HandOverFormat.FacturX)
            return Xml(invoice.Read(), format);
        var document = await prints.Of(invoice.Id, stop);
        return new StructuredFile(PrintedQuotes.FileName(invoice.Number!), "application/pdf", await files.Read(document.FileHash, stop));
    }

    public static StructuredFile Xml(FrozenInvoice frozen, HandOverFormat format)
    {
        var name = Path.GetFileNameWithoutExtension(PrintedQuotes.FileName(frozen.Number));
        return format == HandOverFormat.Ubl
            ? new StructuredFile(name + ".ubl.xml", "application/xml", Ubl.Of(frozen))
            : new StructuredFile(name + ".cii.xml", "application/xml", Cii.Of(frozen));
    }
}
