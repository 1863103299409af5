using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.WebUtilities;

namespace Paraphe.Platform.Files;

/// <summary>Files in a bucket of an S3-compatible store: <c>FOLDER/ab/abcdef…</c>. Durable when the store has acknowledged them.</summary>
public sealed class S3Files(S3Address address) : FileStore, IDisposable
{
    private readonly AmazonS3Client client = new(
        new BasicAWSCredentials(address.Key, address.Secret),
        new AmazonS3Config
        {
            ServiceURL = address.Server.ToString(),
            AuthenticationRegion = address.Region,
            // Stores other than Amazon's often have neither a name per bucket nor the newer checksums.
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            Timeout = TimeSpan.FromSeconds(60),
            MaxErrorRetry = 2,
        }
    );

    public override async Task<(string Hash, long Size)> Put(Stream content, CancellationToken cancellationToken = default)
    {
        // The name is known when all has been read; small files stay in memory, large ones wait on disk.
        await using var draft = new FileBufferingReadStream(content, 1 << 20);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(draft, cancellationToken));
        var size = draft.Length;
        draft.Position = 0;
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = address.Bucket,
                Key = KeyOf(hash),
                InputStream = draft,
                AutoCloseStream = false,
                // Signed whole, by the hash of its bytes: what arrived damaged is refused, and every store understands it.
                UseChunkEncoding = false,
                ContentType = "application/octet-stream",
            },
            cancellationToken
        );
        return (hash, size);
    }

    public override async Task<Stream> Open(string hash, CancellationToken cancellationToken = default)
    {
        EnsureHash(hash);
        try
        {
            var found = await client.GetObjectAsync(address.Bucket, KeyOf(hash), cancellationToken);
            return found.ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound && missing.ErrorCode != "NoSuchBucket")
        {
            throw new FileNotFoundException("No such file", missing);
        }
    }

    public override async IAsyncEnumerable<string> All([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Folder };
        do
        {
            var page = await client.ListObjectsV2Async(request, cancellationToken);
            foreach (var file in page.S3Objects ?? [])
            {
                var name = file.Key[(file.Key.LastIndexOf('/') + 1)..];
                // Others may keep their things in the same bucket.
                if (IsHash(name) && file.Key == KeyOf(name))
                    yield return name;
            }
            request.ContinuationToken = page.NextContinuationToken;
        } while (request.ContinuationToken is not null);
    }

    public void Dispose() => client.Dispose();

    private string KeyOf(string hash) => $"{address.Folder}{hash[..2]}/{hash}";
}
