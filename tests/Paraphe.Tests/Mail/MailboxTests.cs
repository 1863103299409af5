using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class MailboxTests
{
    [Theory]
    [InlineData("jean@example.fr", null, "jean@example.fr")]
    [InlineData("Jean Dupont <jean@example.fr>", "Jean Dupont", "jean@example.fr")]
    [InlineData("\"Dupont, Jean\" <jean@example.fr>", "Dupont, Jean", "jean@example.fr")]
    [InlineData("Dupont, Jean <jean@example.fr>", "Dupont, Jean", "jean@example.fr")]
    [InlineData("=?utf-8?Q?Dupont,_Ren=C3=A9?= <r@example.fr>", "Dupont, René", "r@example.fr")]
    [InlineData("\"=?utf-8?Q?Ren=C3=A9?=\" <r@example.fr>", "René", "r@example.fr")]
    [InlineData("jean@example.fr (Jean Dupont)", "Jean Dupont", "jean@example.fr")]
    [InlineData("'jean@example.fr' <jean@example.fr>", null, "jean@example.fr")]
    [InlineData("<mailto:jean@example.fr>", null, "jean@example.fr")]
    [InlineData("<@relay.example:jean@example.fr>", null, "jean@example.fr")]
    [InlineData("Jean <jean@example.fr", "Jean", "jean@example.fr")]
    [InlineData("\"a,b\"@example.fr", null, "\"a,b\"@example.fr")]
    [InlineData("Team: jean@example.fr, b@example.fr;", null, "jean@example.fr")]
    [InlineData("\"Evil <ceo@example.com>\" <evil@example.net>", "Evil <ceo@example.com>", "evil@example.net")]
    public void An_address_is_read_however_it_is_written(string text, string? name, string address) =>
        Mailbox.Parse(text).ShouldBe(new Mailbox(name, address));

    [Fact]
    public void Lists_keep_their_order_and_drop_what_is_no_address() =>
        Mailbox
            .ParseList("a@x.example; nobody, B <b@x.example>,, undisclosed-recipients:;, c@x.example")
            .Select(m => m.Address)
            .ShouldBe(["a@x.example", "b@x.example", "c@x.example"]);

    [Theory]
    [InlineData("jean@example.fr", true)]
    [InlineData("jean.o'neil+devis@sub.example.co.uk", true)]
    [InlineData("rené@exämple.fr", true)]
    [InlineData("jean@example", false)]
    [InlineData("jean@@example.fr", false)]
    [InlineData("jean@-example.fr", false)]
    [InlineData("jean@example..fr", false)]
    [InlineData(".jean@example.fr", false)]
    [InlineData("jean dupont@example.fr", false)]
    [InlineData("jean@192.168.1.1", false)]
    [InlineData("jean@example.fr\r\nBcc: x@y.example", false)]
    [InlineData("<jean@example.fr>", false)]
    [InlineData("@example.fr", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_form_takes_only_what_can_be_an_address(string? text, bool isAddress) => Mailbox.IsAddress(text).ShouldBe(isAddress);

    [Fact]
    public void Addresses_are_the_same_in_any_case_and_in_punycode()
    {
        new Mailbox("x", "Jean@Exämple.fr").IsSameAddress("jean@xn--exmple-cua.FR").ShouldBeTrue();
        new Mailbox("x", "jean@example.fr").IsSameAddress("joan@example.fr").ShouldBeFalse();
    }

    [Fact]
    public void The_shown_form_can_be_read_back()
    {
        var box = new Mailbox("Dupont \"JD\", Jean", "jean@example.fr");
        Mailbox.Parse(box.ToString()).ShouldBe(box);
    }
}
