using Paraphe.Features.Requests.Words;
using Paraphe.Tests.Mail;

namespace Paraphe.Tests.Requests;

/// <summary>What was written now is parted from what is quoted under it (RQ 5).</summary>
public class QuotedTests
{
    [Theory, Trait("Spec", "RQ 5")]
    [InlineData("On Mon, 2 Mar 2026 at 10:15, Léa <lea@v.example> wrote:\n\n> Old\n> words")]
    [InlineData("Le lun. 2 mars 2026 à 10:15, Léa <lea@v.example> a\nécrit :\n\n> Old\n> words")]
    [InlineData("El lun, 2 mar 2026 a las 10:15, Léa (<lea@v.example>)\nescribió:\n\n> Old\n> words")]
    [InlineData("Am Mo., 2. März 2026 um 10:15 Uhr schrieb Léa <lea@v.example>:\n\n> Old\n> words")]
    [InlineData("Op ma 2 mrt 2026 om 10:15 schreef Léa <lea@v.example>:\n\n> Old\n> words")]
    [InlineData("-----Original Message-----\nFrom: Léa <lea@v.example>\nSent: Monday\nTo: H\nSubject: x\n\nOld words")]
    [InlineData("________________________________\nVon: Léa <lea@v.example>\nGesendet: Montag\nAn: H\nBetreff: x\n\nOld words")]
    [InlineData("De : Léa <lea@v.example>\nEnvoyé : lundi 2 mars 2026 10:15\nÀ : H\nObjet : x\n\nOld words")]
    [InlineData("> Old\n> words")]
    public void Own_words_are_shown_and_older_ones_folded(string history)
    {
        var parted = Quoted.Split("Own words,\n\nHélène\n\n" + history);
        parted.Own.ShouldBe("Own words,\n\nHélène");
        parted.History.ShouldEndWith("words");
    }

    [Theory, Trait("Spec", "RQ 5")]
    [InlineData("Just words: no quote.\nOn Monday I wrote: nothing.")]
    [InlineData("> All of it\n> is quoted")]
    [InlineData("Answers between:\n> Thursday?\nYes.\n> Friday?\nNo.\nThanks")]
    [InlineData("From: the garden\nwe see the roof.")]
    public void What_is_no_history_stays(string text)
    {
        var parted = Quoted.Split(text);
        parted.Own.ShouldBe(text);
        parted.History.ShouldBe("");
    }

    [Theory, Trait("Spec", "RQ 5")]
    [InlineData("> x\n")]
    [InlineData("> \nx\n")]
    [InlineData("From: a\n")]
    [InlineData("____\n")]
    [InlineData("On a wrote:\n")]
    [InlineData("Tel 06 ")]
    [InlineData("0 0 0 0 ")]
    [InlineData("a\n")]
    public void Texts_of_any_length_take_linear_time(string unit)
    {
        var text = "Hello\n" + string.Concat(Enumerable.Repeat(unit, 500_000 / unit.Length)) + "\nend";
        OwnTime
            .Of(() =>
            {
                Quoted.Split(text);
                Signature.Read(text, "", "a@b.example", "FR");
                HeaderLines.Find(text.Split('\n'));
            })
            .ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
