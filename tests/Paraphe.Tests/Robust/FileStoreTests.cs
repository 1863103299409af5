using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Paraphe.Platform.Files;

namespace Paraphe.Tests.Robust;

/// <summary>What every file store promises; the same on disk and in a bucket.</summary>
public abstract class FileStoreContract
{
    protected abstract FileStore Files { get; }

    [Fact]
    public async Task A_file_is_named_by_its_content_and_comes_back_as_it_was()
    {
        var bytes = Encoding.UTF8.GetBytes("Terrasse à Annecy");
        var (hash, size) = await Files.Put(bytes);
        (hash, size).ShouldBe((Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length));
        (await Files.Read(hash)).ShouldBe(bytes);
        (await Files.Put(bytes)).Hash.ShouldBe(hash);
    }

    [Fact]
    public async Task Large_files_and_empty_ones_are_kept_too()
    {
        var large = RandomNumberGenerator.GetBytes(5_000_001);
        await using var once = new OnceOnly(large);
        var (hash, size) = await Files.Put(once);
        size.ShouldBe(large.Length);
        SHA256.HashData(await Files.Read(hash)).ShouldBe(SHA256.HashData(large));
        (await Files.Read((await Files.Put([])).Hash)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    public async Task What_is_not_there_is_not_found(string hash) =>
        await Should.ThrowAsync<FileNotFoundException>(async () => (await Files.Open(hash)).Dispose());

    [Fact]
    public async Task The_same_file_put_by_many_at_once_is_one()
    {
        var bytes = RandomNumberGenerator.GetBytes(70_000);
        var put = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Files.Put(bytes))));
        put.Select(file => file.Hash).Distinct().ShouldHaveSingleItem();
        (await Files.Read(put[0].Hash)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_content_that_breaks_off_leaves_nothing()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        await using var broken = new OnceOnly(bytes) { BreaksAt = 150_000 };
        await Should.ThrowAsync<IOException>(() => Files.Put(broken));
        await Should.ThrowAsync<FileNotFoundException>(() => Files.Open(Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    [Fact]
    public async Task All_files_can_be_listed()
    {
        var put = new List<string>();
        foreach (var text in new[] { "one", "two", "three", "four", "five" })
            put.Add((await Files.Put(Encoding.UTF8.GetBytes(text))).Hash);
        (await Files.All().ToListAsync()).ShouldBe(put, ignoreOrder: true);
    }

    /// <summary>A stream as a request's body is one: forward only, in small pieces.</summary>
    private sealed class OnceOnly(byte[] bytes) : MemoryStream(bytes)
    {
        public int BreaksAt { get; init; } = int.MaxValue;

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= BreaksAt)
                throw new IOException("The client went away");
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 9_999)], cancellationToken);
        }
    }
}

public sealed class DiskFilesTests : FileStoreContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("paraphe-files").FullName;

    protected override FileStore Files => new DiskFiles(folder);

    [Fact]
    public async Task No_draft_is_left_behind()
    {
        await A_content_that_breaks_off_leaves_nothing();
        Directory.EnumerateFiles(folder, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

public sealed class S3FilesTests : FileStoreContract, IAsyncLifetime
{
    private FakeS3 server = null!;
    private S3Files files = null!;

    protected override FileStore Files => files;

    public async ValueTask InitializeAsync()
    {
        server = await FakeS3.Start();
        // Another server than our own fake, when one is named.
        var address = Environment.GetEnvironmentVariable("PARAPHE_TEST_S3") is { Length: > 0 } given ? given : server.Address();
        files = new S3Files(S3Address.Parse(address));
    }

    [Fact]
    public async Task A_bucket_may_be_shared_by_naming_a_folder()
    {
        using var shared = new S3Files(S3Address.Parse(server.Address(folder: "/offers/annecy")));
        var (hash, _) = await shared.Put("plan"u8.ToArray());
        server.Objects.Keys.ShouldHaveSingleItem().ShouldBe($"/{FakeS3.Bucket}/offers/annecy/{hash[..2]}/{hash}");
        (await shared.Read(hash)).ShouldBe("plan"u8.ToArray());
    }

    [Fact]
    public async Task A_store_that_is_away_or_refuses_is_no_missing_file()
    {
        using var quick = new S3Files(S3Address.Parse(server.Address()));
        var (hash, _) = await quick.Put("plan"u8.ToArray());
        server.Fault = System.Net.HttpStatusCode.ServiceUnavailable;
        await Should.ThrowAsync<AmazonS3Exception>(() => quick.Open(hash));
        await Should.ThrowAsync<AmazonS3Exception>(() => quick.Put("other"u8.ToArray()));
        server.Fault = null;
        using var stranger = new S3Files(S3Address.Parse(server.Address().Replace("AKID", "OTHER", StringComparison.Ordinal)));
        await Should.ThrowAsync<AmazonS3Exception>(() => stranger.Open(hash));
        (await quick.Read(hash)).ShouldBe("plan"u8.ToArray());
    }

    [Theory]
    [InlineData("s3://key:hush@host")]
    [InlineData("s3://host/bucket")]
    [InlineData("s3://key@host/bucket")]
    [InlineData("https://key:hush@host/bucket")]
    [InlineData("s3://key:hush@host/bucket?tls=maybe")]
    [InlineData("s3://key:hush@host/bucket?colour=red")]
    public void An_odd_address_is_refused_without_repeating_the_secret(string address) =>
        Should.Throw<FormatException>(() => S3Address.Parse(address)).Message.ShouldNotContain("hush");

    [Fact]
    public void An_address_is_read_whole()
    {
        var read = S3Address.Parse("s3://key:a%2Fb%3Ac@minio.example:9000/bucket/one/two?region=fr-par&tls=false");
        read.ShouldBe(new S3Address("key", "a/b:c", new Uri("http://minio.example:9000"), "bucket", "one/two/", "fr-par"));
        read.ToString().ShouldNotContain("a/b");
        S3Address.Parse("s3://key:secret@s3.example/bucket").Server.ShouldBe(new Uri("https://s3.example"));
    }

    public async ValueTask DisposeAsync()
    {
        files.Dispose();
        await server.DisposeAsync();
    }
}
