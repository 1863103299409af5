using System.Text;
using System.Xml;
using System.Xml.Linq;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Invoices.Electronic;
using Paraphe.Platform.Pdf.Syntax;

namespace Paraphe.Platform.Pdf;

/// <summary>
/// Factur-X 1.0 (the same as ZUGFeRD 2): a PDF/A-3 with the invoice's data inside, and metadata that say so. The renderer attaches the file; it knows
/// no metadata but its own, so those are added to its PDF by an update, before any seal.
/// </summary>
public static class FacturX
{
    public const string FileName = "factur-x.xml";
    public const string Level = "EN 16931";

    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Fx = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
    private static readonly XNamespace Extension = "http://www.aiim.org/pdfa/ns/extension/";
    private static readonly XNamespace Schema = "http://www.aiim.org/pdfa/ns/schema#";
    private static readonly XNamespace Property = "http://www.aiim.org/pdfa/ns/property#";

    // What the specification writes into the metadata, and how it describes each.
    private static readonly (string Name, string Value, string Description)[] Declared =
    [
        ("DocumentFileName", FileName, "Name of the embedded XML invoice file"),
        ("DocumentType", "INVOICE", "INVOICE"),
        ("Version", "1.0", "The actual version of the Factur-X XML schema"),
        ("ConformanceLevel", Level, "The conformance level of the embedded Factur-X data"),
    ];

    /// <summary>The data of the invoice, as an alternative to its picture.</summary>
    public static PdfAttachment Attachment(FrozenInvoice invoice) =>
        new(FileName, Cii.Of(invoice), "text/xml", "Factur-X", AttachmentRelationship.Alternative);

    /// <summary>Says in the metadata that the attached file is the invoice. Twice is once.</summary>
    /// <exception cref="FormatException">Not a PDF of our renderer: no metadata, or no such attachment.</exception>
    public static byte[] Declare(ReadOnlyMemory<byte> pdf)
    {
        var file = new PdfFile(pdf);
        if (file.Catalog["Metadata"] is not PdfReference reference || file.Resolve(reference) is not PdfStream stream)
            throw new FormatException("A PDF without metadata");
        if (!Sealing.PdfAttachments.Read(file).ContainsKey(FileName))
            throw new FormatException($"A PDF without {FileName}");
        var metadata = Parse(file.Decode(stream));
        if (metadata.Descendants(Fx + "ConformanceLevel").Any())
            return pdf.ToArray();
        Add(metadata);
        var update = new PdfUpdate(file);
        update.Write(reference, stream.Dictionary, Encoding.UTF8.GetBytes(metadata.ToString(SaveOptions.DisableFormatting)));
        return update.Finish();
    }

    private static XDocument Parse(byte[] metadata)
    {
        try
        {
            return XDocument.Parse(Encoding.UTF8.GetString(metadata), LoadOptions.PreserveWhitespace);
        }
        catch (XmlException broken)
        {
            throw new FormatException("Metadata that are no XML", broken);
        }
    }

    private static void Add(XDocument metadata)
    {
        var rdf = metadata.Descendants(Rdf + "RDF").FirstOrDefault() ?? throw new FormatException("Metadata without RDF");
        // One list of extension schemas a document: the renderer describes its own there already.
        var schemas = metadata.Descendants(Extension + "schemas").Elements(Rdf + "Bag").FirstOrDefault();
        if (schemas is null)
        {
            schemas = new XElement(Rdf + "Bag");
            rdf.Add(
                About(
                    new XAttribute(XNamespace.Xmlns + "pdfaExtension", Extension.NamespaceName),
                    new XElement(Extension + "schemas", schemas)
                )
            );
        }
        schemas.Add(Description());
        rdf.Add(
            About(
                new XAttribute(XNamespace.Xmlns + "fx", Fx.NamespaceName),
                Declared.Select(entry => new XElement(Fx + entry.Name, entry.Value))
            )
        );
    }

    private static XElement About(params object[] content) => new(Rdf + "Description", new XAttribute(Rdf + "about", ""), content);

    private static XElement Description() =>
        Resource(
            new XAttribute(XNamespace.Xmlns + "pdfaSchema", Schema.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "pdfaProperty", Property.NamespaceName),
            new XElement(Schema + "schema", "Factur-X PDFA Extension Schema"),
            new XElement(Schema + "namespaceURI", Fx.NamespaceName),
            new XElement(Schema + "prefix", "fx"),
            new XElement(
                Schema + "property",
                new XElement(
                    Rdf + "Seq",
                    Declared.Select(entry =>
                        Resource(
                            new XElement(Property + "name", entry.Name),
                            new XElement(Property + "valueType", "Text"),
                            new XElement(Property + "category", "external"),
                            new XElement(Property + "description", entry.Description)
                        )
                    )
                )
            )
        );

    private static XElement Resource(params object[] content) => new(Rdf + "li", new XAttribute(Rdf + "parseType", "Resource"), content);
}
