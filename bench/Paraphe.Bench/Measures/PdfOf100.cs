using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Bench.Measures;

/// <summary>The PDF of a quote of a hundred lines in the layout with pictures: ten pictures in its lines, ten behind them.</summary>
public static class PdfOf100
{
    private const int Times = 20;
    private const int Pictures = 10;

    public static async Task Measure(Room room)
    {
        var place = await room.With(1_000);
        var json = await place.One<string>("SELECT \"Json\" FROM \"Revisions\" ORDER BY \"Id\" LIMIT 1");
        var frozen = JsonSerializer.Deserialize<FrozenQuote>(json, DomainJson.Options)!;
        var line = frozen.Content.Lines.First(line => !line.IsOption);
        var lines = Enumerable
            .Range(0, 100)
            .Select(i => (QuoteItem)(line with { Key = Guid.CreateVersion7(), Picture = $"picture-{i % Pictures}" }));
        frozen = frozen with { Content = frozen.Content with { Items = [.. lines], Groups = [] } };
        var texts = new Texts(new TextBook(strict: false)).In(frozen.Content.Language);
        await using var worker = new RenderWorker(new RenderSettings(), NullLogger<RenderWorker>.Instance, TimeProvider.System);
        var pictures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < Pictures; i++)
            pictures[$"picture-{i}"] = (await worker.Picture(Png(1_200, 900, i), 1_800, 1_800)).Bytes;

        Task<RenderedPdf> Render() =>
            worker.Pdf(
                PrintedQuotes.Template,
                (
                    new QuotePrint(frozen, Choice.None, texts, new AccountSettings().BrandColour).Document() with
                    {
                        Layout = "pictures",
                        Pictures = [.. pictures.Keys.Select(name => new PrintedPicture(name, name))],
                    }
                ).ToJson(),
                [],
                new PdfOptions { Date = frozen.SentAt, Pictures = pictures }
            );

        Figures.Print("pdf-100-first", await Figures.Time(Render), "ms");
        for (var i = 0; i < 3; i++)
            await Render();
        Figures.Times("pdf-100", await Figures.Repeat(Times, _ => Render()));
        Figures.Print("pdf-100-size", (await Render()).Bytes.Length / 1024d, "KB");
        Figures.Print("pdf-100-worker-memory", worker.Memory / 1048576d, "MB");
    }

    // Noise of few colours: neither the best nor the worst that a camera gives.
    private static byte[] Png(int width, int height, int seed)
    {
        var dice = new Random(seed);
        var rows = new byte[height * (1 + width * 3)];
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var at = y * (1 + width * 3) + 1 + x * 3;
            (rows[at], rows[at + 1], rows[at + 2]) = ((byte)(x * 255 / width), (byte)(y * 255 / height), (byte)dice.Next(64));
        }
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        Chunk(png, "IHDR"u8, head);
        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(Stream to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, data.Length);
        to.Write(four);
        byte[] body = [.. name, .. data];
        to.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(four, Crc(body));
        to.Write(four);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
