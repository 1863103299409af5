using System.Text;
using System.Xml.Linq;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Pdf;

/// <summary>The file inside the PDF, as other people's programs find it.</summary>
[Collection("render"), Trait("Spec", "IN 3")]
public sealed class FacturXTests(RenderFixture render) : IAsyncLifetime
{
    private static readonly XNamespace Fx = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
    private static readonly XNamespace Schema = "http://www.aiim.org/pdfa/ns/schema#";

    private static byte[]? kept;

    private byte[] pdf = [];

    public async ValueTask InitializeAsync() =>
        pdf = kept ??= FacturX.Declare(await render.Print(SampleDocument.Quote(), FacturX.Attachment(Invoice)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_PDF_is_whole_and_holds_the_file_as_an_alternative()
    {
        (await Tools.Run("qpdf", pdf, "--check", "FILE")).Code.ShouldBe(0);
        (await Tools.Run("pdfdetach", pdf, "-list", "FILE")).Output.ShouldContain("factur-x.xml");
        var plain = Encoding.Latin1.GetString(await Plain());
        plain.ShouldContain("/AFRelationship /Alternative");
        plain.ShouldContain("/Subtype /text#2fxml");
        plain.ShouldContain("/AF [");
    }

    [Fact]
    public async Task What_is_taken_out_is_the_invoice()
    {
        var file = Path.GetTempFileName();
        try
        {
            (await Tools.Run("pdfdetach", pdf, "-save", "1", "-o", file, "FILE")).Code.ShouldBe(0);
            var root = XElement.Load(file);
            root.Name.LocalName.ShouldBe("CrossIndustryInvoice");
            root.ToString().ShouldContain("I-2026-0042");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_metadata_say_which_file_and_which_profile_and_describe_their_schema()
    {
        var metadata = XDocument.Parse((await Tools.Run("pdfinfo", pdf, "-meta", "FILE")).Output);
        string Value(string name) => metadata.Descendants(Fx + name).ShouldHaveSingleItem().Value;
        (Value("DocumentType"), Value("DocumentFileName"), Value("Version"), Value("ConformanceLevel")).ShouldBe(
            ("INVOICE", "factur-x.xml", "1.0", "EN 16931")
        );
        metadata.Descendants(Schema + "namespaceURI").Select(uri => uri.Value).ShouldContain(Fx.NamespaceName);
        // One list of schemas a document: what the renderer describes stands in the same.
        metadata.Descendants(XName.Get("schemas", "http://www.aiim.org/pdfa/ns/extension/")).ShouldHaveSingleItem();
        metadata.Descendants(XName.Get("part", "http://www.aiim.org/pdfa/ns/id/")).ShouldHaveSingleItem().Value.ShouldBe("3");
        metadata.Descendants(XName.Get("conformance", "http://www.aiim.org/pdfa/ns/id/")).ShouldHaveSingleItem().Value.ShouldBe("B");
    }

    [Fact]
    public async Task It_is_declared_once_and_may_be_sealed_afterwards()
    {
        FacturX.Declare(pdf).ShouldBe(pdf);
        using var key = SealKey.FromPkcs12(SealFixture.Pkcs12("x"), "x", SealFixture.Now);
        var done = (await Seal.Sign(pdf, key, SealFixture.Words)).Bytes;
        (await Tools.Run("qpdf", done, "--check", "FILE")).Code.ShouldBe(0);
        SealedPdf.Verify(done).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_PDF_without_the_file_is_not_called_one()
    {
        var plain = await render.Print(SampleDocument.Quote());
        Should.Throw<FormatException>(() => FacturX.Declare(plain));
    }

    private async Task<byte[]> Plain()
    {
        var file = Path.GetTempFileName();
        try
        {
            (await Tools.Run("qpdf", pdf, "--qdf", "--object-streams=disable", "FILE", file)).Code.ShouldBe(0);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    internal static FrozenInvoice Invoice { get; } =
        new()
        {
            InvoiceId = new Guid("0199a000-0000-7000-8000-000000000042"),
            Number = "I-2026-0042",
            Kind = InvoiceKind.Invoice,
            IssuedOn = new DateOnly(2026, 11, 30),
            DueOn = new DateOnly(2026, 12, 30),
            Language = "fr",
            Currency = "EUR",
            Prices = PriceMode.WithoutVat,
            Company = new CompanyProfile
            {
                Name = "Toits de l’Ouest",
                Address = new()
                {
                    Line1 = "3 quai de la Fosse",
                    PostalCode = "44000",
                    City = "Nantes",
                    Country = "FR",
                },
                CompanyNumber = "732 829 320 00074",
                VatNumber = "FR44732829320",
                Iban = "FR76 3000 6000 0112 3456 7890 189",
            },
            Customer = new CustomerDetails
            {
                Name = "Anne Petit",
                Kind = CustomerKind.Person,
                Address = new()
                {
                    Line1 = "1 rue",
                    City = "Nantes",
                    Country = "FR",
                },
            },
            QuoteNumber = "Q-2026-0012",
            Lines =
            [
                new InvoiceLine
                {
                    Key = new Guid("0199a000-0000-7000-8000-000000000043"),
                    Name = "Pose",
                    Quantity = 2,
                    Unit = "h",
                    UnitPrice = 50,
                    Vat = Vat.Standard(20),
                    Amount = 100,
                    Net = 100,
                },
            ],
            Vat =
            [
                new InvoiceVat
                {
                    Category = "S",
                    Rate = 20,
                    Base = 100,
                    Tax = 20,
                },
            ],
            LinesNet = 100,
            AllowancesNet = 0,
            Net = 100,
            Tax = 20,
            Gross = 120,
            Due = 120,
            PaymentReference = "RF18 5390 0754 7034",
        };
}
