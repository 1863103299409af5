using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Features.Documents;
using Paraphe.Platform.Pdf;

namespace Paraphe.Tests.Pdf;

/// <summary>One running worker for all tests of the collection.</summary>
public sealed class RenderFixture : IAsyncLifetime
{
    public static readonly DateTime Date = new(2026, 11, 21, 17, 4, 40, DateTimeKind.Utc);

    public RenderWorker Worker { get; } = New(new RenderSettings());

    public static RenderWorker New(RenderSettings settings) => new(settings, NullLogger<RenderWorker>.Instance, TimeProvider.System);

    internal async Task<byte[]> Print(QuoteDocument document, params PdfAttachment[] attachments) =>
        (await Worker.Pdf("quote.typ", document.ToJson(), attachments, new PdfOptions { Date = Date })).Bytes;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => Worker.DisposeAsync();
}

[CollectionDefinition("render")]
public sealed class RenderCollection : ICollectionFixture<RenderFixture>;
