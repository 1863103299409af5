using AngleSharp.Html.Parser;
using Paraphe.Features.Requests;

namespace Paraphe.Tests.Requests;

/// <summary>HTML of strangers is shown without anything that acts, asks elsewhere or breaks us.</summary>
[Trait("Database", "Either")]
public class MailHtmlTests
{
    [Theory, Trait("Spec", "RQ 2")]
    [InlineData("<script>alert(1)</script>Hi")]
    [InlineData("<img src=x onerror=alert(1)>Hi")]
    [InlineData("<a href=\"javascript:alert(1)\">Hi</a>")]
    [InlineData("<a href=\" java\tscript:alert(1)\">Hi</a>")]
    [InlineData("<a href=\"data:text/html,<script>alert(1)</script>\">Hi</a>")]
    [InlineData("<svg onload=alert(1)><p>Hi</p></svg>Hi")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>Hi")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>Hi")]
    [InlineData("<style>body{background:url(https://spy.example)}</style>Hi")]
    [InlineData("<p style=\"background:url(https://spy.example)\">Hi</p>")]
    [InlineData("<p style=\"color:expression(alert(1))\">Hi</p>")]
    [InlineData("<p style=\"width:100px;position:fixed;background-image:image-set('https://spy.example')\">Hi</p>")]
    [InlineData("<form action=\"https://spy.example\"><input name=password></form>Hi")]
    [InlineData("<meta http-equiv=refresh content=\"0;https://spy.example\">Hi")]
    [InlineData("<link rel=stylesheet href=https://spy.example>Hi")]
    [InlineData("<base href=https://spy.example><a href=x>Hi</a>")]
    [InlineData("<iframe src=https://spy.example></iframe>Hi")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>Hi")]
    [InlineData("<object data=https://spy.example></object><embed src=https://spy.example>Hi")]
    [InlineData("<video poster=https://spy.example><source src=https://spy.example></video>Hi")]
    [InlineData("<table background=https://spy.example><tr><td background=https://spy.example>Hi</table>")]
    [InlineData("<img src=https://spy.example/pixel.gif alt=\"\">Hi")]
    [InlineData("<img srcset=\"https://spy.example 2x\" src=https://spy.example>Hi")]
    [InlineData("<img src=\"data:image/svg+xml;base64,PHN2Zz4=\">Hi")]
    [InlineData("<details data-paraphe-fold ontoggle=alert(1) open><summary>Hi</summary></details>")]
    [InlineData("<!--[if mso]><script>alert(1)</script><![endif]-->Hi")]
    public void Nothing_acts_and_nothing_is_asked_elsewhere(string html)
    {
        var clean = new MailHtml(_ => null, remotePictures: false).Clean(html);

        clean.ShouldContain("Hi");
        clean.ShouldNotContain("spy.example");
        var body = new HtmlParser().ParseDocument(clean).Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            element.LocalName.ShouldNotBeOneOf(
                "script",
                "style",
                "svg",
                "math",
                "iframe",
                "form",
                "input",
                "object",
                "embed",
                "meta",
                "link",
                "base",
                "video"
            );
            element
                .Attributes.Select(attribute => attribute.Name)
                .ShouldNotContain(name => name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            (element.GetAttribute("href") ?? "https:").ShouldStartWith("http");
        }
    }

    [Fact, Trait("Spec", "RQ 2")]
    public void What_is_harmless_stays_as_its_writer_made_it()
    {
        const string html =
            "<p style=\"color: #c00; font-weight:bold\">Hi <b>you</b></p><table width=\"100%\" bgcolor=\"#eee\"><tr><td colspan=\"2\">1</td></tr></table><ul><li>a</li></ul>";
        var clean = new MailHtml(_ => null, remotePictures: false).Clean(html);
        clean.ShouldContain("<p style=\"color:#c00;font-weight:bold\">Hi <b>you</b></p>");
        clean.ShouldContain("bgcolor=\"#eee\"");
        clean.ShouldContain("<td colspan=\"2\">1</td>");
        clean.ShouldContain("<ul><li>a</li></ul>");
    }

    [Fact, Trait("Spec", "RQ 2")]
    public void Pictures_of_the_message_are_shown_those_from_elsewhere_on_demand()
    {
        const string html = "<img src=\"cid:logo@x\"><img src=\"https://spy.example/a.png\"><a href=\"https://shop.example/\">Shop</a>";
        MailHtml.AsksForPictures(html).ShouldBeTrue();
        MailHtml.AsksForPictures("<img src=\"cid:logo@x\">").ShouldBeFalse();
        string? Own(string id) => id == "logo@x" ? "data:image/png;base64,AAAA" : null;
        var clean = new MailHtml(Own, remotePictures: false).Clean(html);
        clean.ShouldContain("data:image/png;base64,AAAA");
        clean.ShouldNotContain("spy.example");
        clean.ShouldContain("rel=\"noopener noreferrer nofollow\"");
        new MailHtml(Own, remotePictures: true).Clean(html).ShouldContain("https://spy.example/a.png");
    }

    [Theory, Trait("Spec", "RQ 2")]
    [InlineData(
        "<div dir=ltr>Own words<div class=\"gmail_quote\">Le 2 mars, Léa a écrit :<blockquote class=gmail_quote>Old words</blockquote></div></div>"
    )]
    [InlineData("<p>Own words</p><blockquote type=cite>Old words</blockquote>")]
    [InlineData("<p>Own words</p><div class=\"moz-cite-prefix\">On 2 March, Léa wrote:</div><blockquote type=cite>Old words</blockquote>")]
    [InlineData("<p>Own words</p><div id=appendonsend></div><hr><div id=divRplyFwdMsg><b>From:</b> Léa</div><div>Old words</div>")]
    [InlineData(
        "<p>Own words</p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt\"><p><b>De :</b> Léa &lt;l@v.example&gt;<br><b>Envoyé :</b> lundi<br><b>À :</b> H<br><b>Objet :</b> x</p></div><p>Old words</p>"
    )]
    [InlineData("<div>Own words</div><div class=\"yahoo_quoted\">Old words</div>")]
    public void Older_messages_are_folded_away(string html)
    {
        var clean = new MailHtml(_ => null, remotePictures: false).Clean(html, "Show quoted text");
        var body = new HtmlParser().ParseDocument(clean).Body!;
        var fold = body.QuerySelector("details").ShouldNotBeNull();
        fold.TextContent.ShouldContain("Old words");
        fold.TextContent.ShouldNotContain("Own words");
        body.TextContent.ShouldContain("Own words");
    }

    [Theory, Trait("Spec", "RQ 2")]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<div style=\"border-top:1px\">")]
    [InlineData("<blockquote type=cite>")]
    [InlineData("<a href=x>")]
    [InlineData("<img ")]
    [InlineData("<img src= ")]
    public void Nested_without_end_it_is_cut_and_nothing_breaks(string unit)
    {
        var html = "Hi" + string.Concat(Enumerable.Repeat(unit, 6_000));
        new MailHtml(_ => null, remotePictures: false).Clean(html, "Show").ShouldContain("Hi");
        MailHtml.AsksForPictures(html).ShouldBeFalse();
    }
}
