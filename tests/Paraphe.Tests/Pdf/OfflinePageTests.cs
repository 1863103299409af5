using System.Diagnostics;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Pdf;

/// <summary>The script of the page that checks without a server, run by Node: it finds what our own check finds (PO 4).</summary>
public sealed class OfflinePageTests(SealFixture sample) : IClassFixture<SealFixture>
{
    [Fact, Trait("Spec", "PO 4")]
    public async Task The_page_without_a_server_finds_what_the_program_finds()
    {
        await using var server = await FakeTimestampServer.Start();
        using var http = new HttpClient();
        var plain = await Seal.Sign(sample.Document, sample.Key, SealFixture.Words);
        var stamped = await Seal.Sign(sample.Document, sample.Key, SealFixture.Words, server.Authority);
        var down = await Seal.Sign(
            sample.Document,
            sample.Key,
            SealFixture.Words,
            new TimestampAuthority(http, new Uri("http://127.0.0.1:9/"))
        );
        var later = await Seal.AddTimestamp(down.Bytes, server.Authority);
        var time = FakeTimestampServer.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

        var found = await Check(
            plain.Bytes,
            stamped.Bytes,
            later.Bytes,
            Flipped(plain.Bytes, 3),
            Flipped(stamped.Bytes, 2),
            // Within the seal that the time-stamp follows.
            Flipped(later.Bytes, 4),
            [.. plain.Bytes, (byte)'\n'],
            later.Bytes[..^40],
            sample.Document,
            "no PDF"u8.ToArray()
        );
        found.ShouldBe(["true -", $"true {time}", $"true {time}", .. Enumerable.Repeat("false", 7)]);
    }

    private static byte[] Flipped(byte[] pdf, int part)
    {
        byte[] changed = [.. pdf];
        changed[changed.Length / part] ^= 1;
        return changed;
    }

    internal static async Task<string[]> Check(params byte[][] files)
    {
        var folder = Directory.CreateTempSubdirectory("paraphe-offline-");
        try
        {
            for (var place = 0; place < files.Length; place++)
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{place}"), files[place]);
            var script = new Uri(Path.Combine(Tools.Repository, "src/Paraphe/Features/Verify/Offline/check.mjs"));
            var program = $$"""
                import { check } from "{{script}}";
                import { readFileSync } from "node:fs";
                for (let place = 0; place < {{files.Length}}; place++) {
                  const proof = await check(new Uint8Array(readFileSync(`{{folder.FullName}}/${place}`)));
                  console.log(proof.intact ? `true ${proof.provenAt ?? "-"}` : "false");
                }
                """;
            var start = new ProcessStartInfo("node", ["--input-type=module", "--eval", program])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var node = Process.Start(start)!;
            var errors = node.StandardError.ReadToEndAsync();
            var output = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            node.ExitCode.ShouldBe(0, await errors);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
