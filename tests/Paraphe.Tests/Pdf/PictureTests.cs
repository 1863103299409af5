using System.Text;
using Paraphe.Platform.Pdf;

namespace Paraphe.Tests.Pdf;

[Collection("render")]
public sealed class PictureTests(RenderFixture render)
{
    [Fact, Trait("Spec", "QU 5")]
    public async Task A_photo_becomes_upright_and_small_and_loses_where_it_was_taken()
    {
        var photo = await Make(
            "sharp({create:{width:3000,height:1000,channels:3,background:'#c63'}}).withExif({IFD0:{Copyright:'SECRET-PLACE'},IFD3:{GPSLatitude:'45/1 54/1 0/1'}}).withMetadata({orientation:6}).jpeg()"
        );
        var result = await render.Worker.Picture(photo, 600);
        (result.Width, result.Height, result.MimeType).ShouldBe((600, 1800, "image/jpeg"));
        Encoding.Latin1.GetString(photo).ShouldContain("Exif");
        Encoding.Latin1.GetString(result.Bytes).ShouldNotContain("Exif");
    }

    [Fact]
    public async Task A_transparent_logo_stays_transparent_and_is_not_blown_up()
    {
        var logo = await Make("sharp({create:{width:120,height:40,channels:4,background:{r:0,g:0,b:0,alpha:0}}}).webp()");
        var result = await render.Worker.Picture(logo, 600);
        (result.Width, result.Height, result.MimeType).ShouldBe((120, 40, "image/png"));
        (await render.Worker.Picture(logo, 60, format: PictureFormat.Webp)).MimeType.ShouldBe("image/webp");
    }

    [Theory]
    [InlineData("sharp({create:{width:20,height:20,channels:3,background:'#c63'}}).gif()")]
    [InlineData("sharp({create:{width:20,height:20,channels:3,background:'#c63'}}).tiff()")]
    [InlineData("sharp({create:{width:20,height:20,channels:3,background:'#c63'}}).avif()")]
    public async Task Other_formats_are_refused(string make) => await Refused(await Make(make));

    [Fact]
    public async Task Text_broken_pictures_and_bombs_are_refused()
    {
        await Refused("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"u8.ToArray());
        await Refused([]);
        await Refused(new byte[5000]);
        var photo = await Make("sharp({create:{width:800,height:800,channels:3,noise:{type:'gaussian',mean:128,sigma:30}}}).jpeg()");
        await Refused(photo[..(photo.Length / 2)]);
        await Refused(await Make("sharp({create:{width:16000,height:16000,channels:3,background:'#fff'}}).png()"));
    }

    private async Task Refused(byte[] picture) =>
        (await Should.ThrowAsync<RenderFailedException>(render.Worker.Picture(picture, 600))).Message.ShouldNotBeEmpty();

    private static async Task<byte[]> Make(string make)
    {
        var script =
            $"const sharp=require('{Tools.Repository}/node_modules/sharp');{make}.toBuffer().then(b=>console.log(b.toString('base64')))";
        var (code, output) = await Tools.Run("node", [], "-e", script);
        code.ShouldBe(0, output);
        return Convert.FromBase64String(output.Trim());
    }
}
