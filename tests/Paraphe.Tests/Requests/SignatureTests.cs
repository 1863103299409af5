using Paraphe.Features.Requests.Words;

namespace Paraphe.Tests.Requests;

/// <summary>What the dialog suggests of who writes (RQ 4): in five languages, and rather nothing than something wrong.</summary>
public class SignatureTests
{
    [Theory, Trait("Spec", "RQ 4")]
    [InlineData(
        "FR",
        "Bonjour,\n\nUn devis svp.\n\nCordialement,\nHélène Perret\nPerret Immobilier SARL\nTél. : +33 4 50 11 22 33\n8 chemin des Vignes\n74600 Seynod",
        "Perret Immobilier SARL",
        "+33 4 50 11 22 33",
        "8 chemin des Vignes",
        "74600",
        "Seynod"
    )]
    [InlineData(
        "FR",
        "Merci d’avance !\n-- \nMarc Duval | Duval & Fils SAS | 06 12 34 56 78 | 12 rue de la Paix, 69002 Lyon",
        "Duval & Fils SAS",
        "06 12 34 56 78",
        "12 rue de la Paix",
        "69002",
        "Lyon"
    )]
    [InlineData(
        "DE",
        "Guten Tag,\nbitte um ein Angebot.\n\nMit freundlichen Grüßen\nJürgen Weiß\nWeiß Dachbau GmbH\nLindenstraße 12\n79098 Freiburg\nTel.: 0761 / 123 45 67",
        "Weiß Dachbau GmbH",
        "0761 / 123 45 67",
        "Lindenstraße 12",
        "79098",
        "Freiburg"
    )]
    [InlineData(
        "ES",
        "Hola,\nquisiera un presupuesto.\n\nUn saludo,\nMarta Ruiz\nReformas Ruiz S.L.\nCalle Mayor 5\n28013 Madrid\nMóvil: 612 345 678",
        "Reformas Ruiz S.L.",
        "612 345 678",
        "Calle Mayor 5",
        "28013",
        "Madrid"
    )]
    [InlineData(
        "NL",
        "Hallo,\ngraag een offerte.\n\nMet vriendelijke groet,\nPiet de Vries\nDe Vries Dakwerken B.V.\nKerkstraat 10\n1017 GA Amsterdam\nTelefoon: 020 123 4567",
        "De Vries Dakwerken B.V.",
        "020 123 4567",
        "Kerkstraat 10",
        "1017 GA",
        "Amsterdam"
    )]
    [InlineData(
        "BE",
        "Bonjour,\n\nBien à vous\nAnne Lambert\nLambert SRL\nRue Haute 22\n1000 Bruxelles\nGSM 0475 12 34 56",
        "Lambert SRL",
        "0475 12 34 56",
        "Rue Haute 22",
        "1000",
        "Bruxelles"
    )]
    [InlineData("FR", "Merci\n-- \nLuc\n+33 (0)4 50 11 22 33", "", "+33 (0)4 50 11 22 33", "", "", "")]
    [InlineData(
        "FR",
        "Hello,\nplease quote.\n\nKind regards,\nJohn Smith\nSmith Estates Ltd\nPhone: +44 20 7946 0018",
        "Smith Estates Ltd",
        "+44 20 7946 0018",
        "",
        "",
        ""
    )]
    [InlineData("FR", "Bonjour, pouvez-vous passer ? Mon portable : 06 11 22 33 44. Merci !\nLuc", "", "06 11 22 33 44", "", "", "")]
    public void It_reads_company_telephone_and_address(
        string country,
        string text,
        string company,
        string phone,
        string street,
        string code,
        string city
    )
    {
        var read = Signature.Read(text, "Somebody", "a@b.example", country);
        read.Company.ShouldBe(company);
        read.Phone.ShouldBe(phone);
        read.Address.Line1.ShouldBe(street);
        read.Address.PostalCode.ShouldBe(code);
        read.Address.City.ShouldBe(city);
        read.Name.ShouldBe("Somebody", "The header's name is the writer's own");
    }

    [Theory, Trait("Spec", "RQ 4")]
    [InlineData("Bonjour,\nUn devis svp.\nCordialement,\nHélène Perret\n06 11 22 33 44", "Hélène Perret")]
    [InlineData("Hallo,\nMit freundlichen Grüßen\nJürgen Weiß", "Jürgen Weiß")]
    [InlineData("Hello,\nthanks\n-- \nMary O’Neill", "Mary O’Neill")]
    [InlineData("Hola,\nSaludos\nMarta Ruiz", "Marta Ruiz")]
    [InlineData("Hallo,\nMet vriendelijke groet,\nPiet de Vries", "Piet de Vries")]
    [InlineData("Hello, please call.", "")]
    public void Without_a_name_in_the_header_the_signature_gives_it(string text, string name) =>
        Signature.Read(text, "", "a@b.example", "FR").Name.ShouldBe(name);

    [Theory, Trait("Spec", "RQ 4")]
    [InlineData("La commande 2026-000123456 est de 12 000 000 euros, réf. 74600 X.")]
    [InlineData("Merci\n--\nPerret SARL\nSIRET 123 456 789 00012\nTVA FR 12 123 456 789")]
    [InlineData("Merci\n--\nWeiß GmbH\nHRB 123 456 789")]
    [InlineData("IBAN FR76 3000 6000 0112 3456 7890 189")]
    [InlineData("Rendez-vous le 12/03/2026 à 10:30, budget 15 000 €")]
    public void Numbers_of_other_kinds_are_no_telephone(string text) => Signature.Read(text, "", "a@b.example", "FR").Phone.ShouldBe("");
}
