using System.Diagnostics;
using System.Text;
using Paraphe.Platform.Pdf;

namespace Paraphe.Tests.Pdf;

[Collection("render")]
public sealed class RenderWorkerTests(RenderFixture render)
{
    private static readonly PdfOptions Options = new() { Date = RenderFixture.Date };

    private static PdfOptions Own(string template) => Options with { OwnTemplate = template };

    private Task<RenderedPdf> Print(string template) => render.Worker.Pdf("own.typ", "{}"u8.ToArray(), [], Own(template));

    [Fact]
    public async Task The_same_document_and_date_give_the_same_bytes()
    {
        var first = await render.Print(SampleDocument.Quote());
        var second = await render.Print(SampleDocument.Quote());
        second.ShouldBe(first);
    }

    [Fact]
    public async Task A_killed_worker_is_replaced()
    {
        await render.Print(SampleDocument.Quote(1));
        var killed = render.Worker.ProcessId!.Value;
        var slow = render.Print(SampleDocument.Quote(300));
        await Task.Delay(150);
        Process.GetProcessById(killed).Kill();
        (await slow).Length.ShouldBeGreaterThan(1000);
        render.Worker.ProcessId.ShouldNotBe(killed);
    }

    [Fact]
    public async Task A_runaway_template_is_stopped_and_the_others_go_on()
    {
        await using var worker = RenderFixture.New(new RenderSettings { DocumentLimit = TimeSpan.FromSeconds(3) });
        await worker.Pdf("quote.typ", SampleDocument.Quote(1).ToJson(), [], Options);
        var runaway = worker.Pdf("", "{}"u8.ToArray(), [], Own("#let print(d) = { for a in range(100000) { for b in range(100000) {} } }"));
        var others = Enumerable.Range(1, 3).Select(n => worker.Pdf("quote.typ", SampleDocument.Quote(n).ToJson(), [], Options)).ToList();
        (await Should.ThrowAsync<RenderFailedException>(runaway)).Message.ShouldContain("longer than");
        foreach (var other in others)
            (await other).Bytes.Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_template_that_eats_memory_is_stopped()
    {
        await using var worker = RenderFixture.New(
            new RenderSettings { MemoryLimit = 300 << 20, DocumentLimit = TimeSpan.FromSeconds(20) }
        );
        var greedy = worker.Pdf(
            "",
            "{}"u8.ToArray(),
            [],
            Own(
                "#let print(d) = { let s = \"0123456789\" * 100000; let all = (); for i in range(9000) { all.push(s + str(i)) }; [#all.len()] }"
            )
        );
        (await Should.ThrowAsync<RenderFailedException>(greedy)).Message.ShouldContain("memory");
    }

    [Theory]
    [InlineData("#let print(d) = [#nonsense]", "own.typ line 1: unknown variable: nonsense")]
    [InlineData("#import \"@preview/cetz:0.3.0\"\n#let print(d) = []", "Packages are refused")]
    [InlineData("#let print(d) = { import (\"@pre\" + \"view/cetz:0.3.0\"): canvas }", "Packages are refused")]
    [InlineData("#let print(d) = read(\"/../../../../../../../../etc/passwd\")", "access denied")]
    [InlineData("#let print(d) = read(\"/etc/passwd\")", "file not found")]
    public async Task A_template_may_not_err_or_reach_out(string template, string words) =>
        (await Should.ThrowAsync<RenderFailedException>(Print(template))).Message.ShouldContain(words);

    [Fact]
    public async Task A_character_without_a_font_prints_with_a_notice()
    {
        var rendered = await Print("#let print(d) = [Old Hungarian: \U00010C80]");
        rendered.Notice.ShouldNotBeNull().ShouldContain("could not be displayed");
        Encoding.Latin1.GetString(rendered.Bytes).ShouldNotContain("pdfaid");
        (await Print("#let print(d) = text(font: \"Inter\")[Ελλάς Київ 日本 ✈ 😀 שלום]")).Notice.ShouldBeNull();
    }

    [Fact]
    public async Task Without_node_the_app_hears_that_the_renderer_is_unavailable()
    {
        await using var nowhere = RenderFixture.New(new RenderSettings { Node = "/nowhere/node" });
        await Should.ThrowAsync<RenderUnavailableException>(nowhere.Pdf("quote.typ", "{}"u8.ToArray(), [], Options));
        await using var without = RenderFixture.New(new RenderSettings { Modules = null });
        (
            await Should.ThrowAsync<RenderUnavailableException>(without.Pdf("quote.typ", "{}"u8.ToArray(), [], Options))
        ).Message.ShouldContain("npm");
        await using var empty = RenderFixture.New(new RenderSettings { Modules = Path.GetTempPath() });
        (await Should.ThrowAsync<RenderUnavailableException>(empty.Pdf("quote.typ", "{}"u8.ToArray(), [], Options))).Message.ShouldContain(
            "does not start"
        );
    }

    [Fact]
    public async Task A_full_queue_says_so_at_once()
    {
        await using var worker = RenderFixture.New(new RenderSettings { QueueLength = 1 });
        var tasks = Enumerable.Range(1, 4).Select(n => worker.Pdf("quote.typ", SampleDocument.Quote(n).ToJson(), [], Options)).ToList();
        await Task.WhenAny(Task.WhenAll(tasks), Task.Delay(15_000));
        tasks.Count(t => t.Exception?.InnerException is RenderUnavailableException).ShouldBeInRange(1, 2);
        tasks.ShouldContain(t => t.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task After_its_share_of_documents_a_fresh_process_takes_over()
    {
        await using var worker = RenderFixture.New(new RenderSettings { DocumentsPerProcess = 2 });
        var processes = new List<int?>();
        for (var n = 0; n < 4; n++)
        {
            await worker.Pdf("quote.typ", SampleDocument.Quote(1).ToJson(), [], Options);
            processes.Add(worker.ProcessId);
        }
        processes[1].ShouldBe(processes[0]);
        processes[2].ShouldNotBe(processes[0]);
    }

    [Fact]
    public void The_picture_and_template_names_cannot_leave_their_folder()
    {
        Should.Throw<ArgumentException>(() =>
        {
            _ = render.Worker.Pdf("../quote.typ", "{}"u8.ToArray(), [], Options).GetAwaiter().GetResult();
        });
    }
}
